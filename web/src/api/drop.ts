/** Answers that nobody took are not read to their ends. */
export function drop(begun: Map<string, Promise<Response>>) {
  for (const opened of begun.values())
    void opened.then(
      (response) => response.body?.cancel(),
      () => undefined,
    )
  begun.clear()
}
