const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** How long a text is as the server counts: in characters as people see them, each link as long as every other. */
export function lengthOf(text: string, aLink = 23) {
  const counted = text.replace(/https?:\/\/\S+/g, 'x'.repeat(aLink)).replace(/(^|[^\w@])@(\w+)@[\w.-]+\w/g, '$1@$2')
  // No character is more than one, and most texts are far from the limit: what is plain is not taken apart.
  if (/^[\x20-\x7e\n]*$/.test(counted)) return counted.length
  let length = 0
  for (const _ of segmenter.segment(counted)) length++
  return length
}
