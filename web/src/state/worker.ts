type Policy = { createScriptURL: (address: string) => string }
type Policies = { createPolicy: (name: string, rules: { createScriptURL: (address: string) => string }) => Policy }

const ADDRESS = '/sw.js'

/** The page's policy takes the address of a script from a policy of Trusted Types alone: this one knows one script. */
function trusted() {
  const policies = (window as { trustedTypes?: Policies }).trustedTypes
  const known = (address: string) => {
    if (address !== ADDRESS) throw new TypeError(address)
    return address
  }
  return policies ? policies.createPolicy('worker', { createScriptURL: known }).createScriptURL(ADDRESS) : ADDRESS
}

// The first photos come before what is kept for later.
const AFTER_MS = 5_000

/** Has the browser keep the built files, so that the client opens without a network; without https it does not. */
export function keepFiles() {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const register = () => void navigator.serviceWorker.register(trusted()).catch(() => undefined)
  const later = () => setTimeout(register, AFTER_MS)
  if (document.readyState === 'complete') later()
  else addEventListener('load', later, { once: true })
}
