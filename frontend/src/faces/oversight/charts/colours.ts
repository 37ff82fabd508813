/** The tokens a chart draws with, as they are in the present theme. */
export interface Colours {
  ink: string
  muted: string
  line: string
  brand: string
  alarm: string
  paper: string
}

export function coloursNow(): Colours {
  const style = getComputedStyle(document.documentElement)
  const read = (token: string): string => style.getPropertyValue(`--${token}`).trim()
  return {
    ink: read('ink'),
    muted: read('muted'),
    line: read('line'),
    brand: read('brand'),
    alarm: read('alarm'),
    paper: read('paper'),
  }
}
