/** Takes from this device what it kept of an account that signs out: its searches, its plans, and the posts it was writing. */
export async function forgetAccount(id: string) {
  for (const key of Object.keys(localStorage))
    if (key === `recent ${id}` || key === `terms ${id}` || key.startsWith(`campaign ${id} `))
      localStorage.removeItem(key)
  const { forgetAllOf } = await import('./compose/kept')
  await forgetAllOf(id)
}
