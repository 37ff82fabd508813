/** A refusal of the server (RFC 9457), already in the person's language. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    /** What is wrong with each field, by its path in what was sent. */
    readonly fields: Record<string, string> = {},
    /** Everything else the server said, such as the order as it is now. */
    readonly facts: Record<string, unknown> = {},
  ) {
    super(title)
    this.name = 'Problem'
  }

  /** Nothing came back: no network, or no server. */
  static unreachable(): Problem {
    return new Problem(0, 'unreachable', '')
  }

  get isUnreachable(): boolean {
    return this.status === 0
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const texts = (value: unknown): Record<string, string> =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)])) : {}

/** Read a problem from an answer that was not a success; `body` is whatever could be parsed. */
export function problemOf(status: number, body: unknown): Problem {
  const said = isRecord(body) ? body : {}
  const code = typeof said.code === 'string' ? said.code : 'server_fault'
  const title = typeof said.title === 'string' ? said.title : ''
  return new Problem(status, code, title, texts(said.fields), said)
}

/** What may be thrown by anything, as a problem. */
export function asProblem(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : new Problem(-1, 'page_fault', '')
}
