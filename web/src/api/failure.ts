/** What the server, or the way to it, refused; `status` is 0 when there was no answer. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message)
  }

  /** What is wrong with what was sent, in the server's own words. */
  get reason() {
    return this.message.replace(/^Validation failed: /, '')
  }
}

/** What was thrown as a failure: what is none was no answer. */
export const failureOf = (thrown: unknown) => (thrown instanceof Failure ? thrown : new Failure(0, ''))
