import { asProblem, type Problem } from '@/api/problem'
import type { WorkOrder } from '@/api/shapes'

/** What became of one try to send an entry. */
export type Answer =
  | { kind: 'accepted'; order: WorkOrder }
  | { kind: 'moved_on'; order: WorkOrder; sentence: string }
  | { kind: 'refused'; code: string; sentence: string }
  | { kind: 'signed_out' }
  /** Nothing was heard: no network, so no other entry will get through either. */
  | { kind: 'unheard' }
  /** The server was reached but could not answer now. */
  | { kind: 'busy' }

const BUSY_STATUSES = new Set([408, 425, 429])

/**
 * Sends by `ask` and says what became of it; it never throws.
 *
 * An order that is not the caregiver's any more is only refused; `read` then tells what happened to it.
 */
export async function answerTo(ask: () => Promise<unknown>, read: () => Promise<WorkOrder>): Promise<Answer> {
  try {
    const body = await ask()
    // The sign-in page of a guest network answers 200 as well: only an order counts as an answer.
    return isOrder(body) ? { kind: 'accepted', order: body } : { kind: 'unheard' }
  } catch (thrown) {
    const answer = answerOf(asProblem(thrown))
    return answer.kind === 'refused' && answer.code === 'not_yours' ? afterwards(answer, read) : answer
  }
}

async function afterwards(refusal: Answer & { kind: 'refused' }, read: () => Promise<WorkOrder>): Promise<Answer> {
  try {
    return { kind: 'moved_on', order: await read(), sentence: refusal.sentence }
  } catch {
    return refusal
  }
}

function answerOf(problem: Problem): Answer {
  if (problem.isUnreachable) return { kind: 'unheard' }
  if (problem.status === 401 || problem.code === 'csrf') return { kind: 'signed_out' }
  if (problem.status < 400 || problem.status >= 500 || BUSY_STATUSES.has(problem.status)) return { kind: 'busy' }
  const { order } = problem.facts
  if (problem.status === 409 && isOrder(order)) return { kind: 'moved_on', order, sentence: problem.title }
  return { kind: 'refused', code: problem.code, sentence: sentenceOf(problem) }
}

function isOrder(body: unknown): body is WorkOrder {
  return typeof body === 'object' && body !== null && 'number' in body && 'version' in body && 'state' in body
}

function sentenceOf(problem: Problem): string {
  return [problem.title, ...Object.values(problem.fields)].filter(Boolean).join(' ')
}
