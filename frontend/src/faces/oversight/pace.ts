/** Figures and lists of a whole city follow its log within seconds; the pages ask again at this pace. */
export const REREAD_MILLISECONDS = 15_000
