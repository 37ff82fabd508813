import { asProblem, Problem } from '@/api/problem'
import type { CarerLine } from '@/faces/operator/board/stops'

/** A refusal that speaks of carers by number, said with the names that the board knows. */
export function withNames(thrown: unknown, lines: CarerLine[]): Problem {
  const { status, code, title, fields, facts } = asProblem(thrown)
  const named = (text: string): string =>
    lines.reduce((said, { caregiver }) => said.replaceAll(caregiver.number, caregiver.name), text)
  const namedFields = Object.entries(fields).map(([name, text]) => [name, named(text)])
  return new Problem(status, code, named(title), Object.fromEntries(namedFields), facts)
}
