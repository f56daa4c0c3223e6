import { request, type FullConfig } from '@playwright/test'

export const signedIn = (handle: string) => `results/${handle}.json`

/** Signs those in through whose eyes the screens are seen, once for all pictures. */
export default async function signIn(config: FullConfig) {
  const baseURL = config.projects[0]!.use.baseURL!
  for (const username of ['mira', 'tomas', 'lena', 'ines']) {
    const person = await request.newContext({ baseURL, extraHTTPHeaders: { 'X-Rossgram': '1', Origin: baseURL } })
    const data = { username, password: 'rossgram on this machine' }
    const answer = await person.post('/api/rossgram/v1/session', { data })
    if (!answer.ok()) throw new Error(`${username} is not let in: ${answer.status()} ${await answer.text()}`)
    await person.storageState({ path: signedIn(username) })
    await person.dispose()
  }
}
