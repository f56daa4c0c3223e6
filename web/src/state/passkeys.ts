import type { PasskeyCreation, PasskeyRequest } from '../api/entities'

/** Whether this browser can make a passkey and sign with one. */
export const knowsPasskeys = () => typeof PublicKeyCredential === 'function'

const library = () => import('@simplewebauthn/browser')
type Creation = Parameters<Awaited<ReturnType<typeof library>>['startRegistration']>[0]['optionsJSON']
type Request = Parameters<Awaited<ReturnType<typeof library>>['startAuthentication']>[0]['optionsJSON']

/** Lets the authenticator make a passkey, which the browser asks its reader about. */
export const make = async (options: PasskeyCreation) =>
  (await library()).startRegistration({ optionsJSON: options as unknown as Creation })

/** Lets the authenticator sign a challenge. */
export const sign = async (options: PasskeyRequest) =>
  (await library()).startAuthentication({ optionsJSON: options as unknown as Request })

/** Whether it was the reader, or the authenticator, who did not wish to: no failure of ours. */
export const isRefusal = (thrown: unknown) =>
  thrown instanceof Error && ['NotAllowedError', 'AbortError', 'InvalidStateError'].includes(thrown.name)
