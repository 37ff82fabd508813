/** A sentence not yet in anybody's language: a key of the catalogue and what fills its gaps. */
export interface Phrase {
  key: string
  named?: Record<string, string | number | Phrase>
  /** Chooses between singular and plural where a language has them. */
  count?: number
}
