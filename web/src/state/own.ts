const forgets = new Set<() => void>()

/** Has what is kept in memory of one account forgotten as soon as this tab is another's, or nobody's. */
export const ofOneAccount = (forget: () => void) => void forgets.add(forget)

/** Forgets what was kept of the account of before. */
export const forgetOwn = () => forgets.forEach((forget) => forget())
