/** A run of words, or a link; `href` is a path where it leads to ourselves. */
export type Piece = { text: string; href?: string }

const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

const plain = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, tens, hex, name) =>
    name ? (SIGNS[name] ?? whole) : String.fromCodePoint(tens ? Number(tens) : parseInt(hex, 16)),
  )

/** The words of the server's HTML, paragraph by paragraph: text and links come through, and nothing that acts. */
export function paragraphs(html: string): Piece[][] {
  const found: Piece[][] = []
  let now: Piece[] = []
  let href: string | undefined
  const end = () => {
    if (now.length) found.push(now)
    now = []
  }
  for (const token of html.match(/<[^>]+>|[^<]+/g) ?? []) {
    if (/^<\/?p\b/i.test(token)) end()
    else if (/^<br\b/i.test(token)) now.push({ text: '\n' })
    else if (/^<a\b/i.test(token)) href = safe(plain(/href="([^"]*)"/i.exec(token)?.[1] ?? ''))
    else if (/^<\/a/i.test(token)) href = undefined
    else if (!token.startsWith('<')) {
      const last = now.at(-1)
      const text = plain(token)
      if (last && last.href === href && href) last.text += text
      else now.push({ text, href })
    }
  }
  end()
  return found
}

/** The same as one run of words, without its links. */
export const plainText = (html: string) =>
  paragraphs(html)
    .flat()
    .map((piece) => piece.text)
    .join('')

function safe(address: string) {
  if (address.startsWith('#') || !URL.canParse(address, location.origin)) return undefined
  const url = new URL(address, location.origin)
  if (url.protocol === 'mailto:') return url.href
  if (!/^https?:$/.test(url.protocol)) return undefined
  return url.origin === location.origin ? url.pathname + url.search : url.href
}

/** What a part of an address says; one that was mistyped is what it is. */
export function partOf(address: string) {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
