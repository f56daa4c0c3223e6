type Plain = { kind: 'heading' | 'words'; html: string }
type List = { kind: 'list'; ordered: boolean; start: number; items: string[] }
/** A heading, a paragraph, or a list, whose first number is `start`; each with HTML that `paragraphs` reads. */
export type Block = Plain | List

const BLOCK = /^<(\/?)(h[1-6]|p|li|ul|ol|pre|blockquote|hr)\b/i

/** The blocks of a long text that the server wrote, in its order. Items keep all their paragraphs; a list within a list is part of that one. */
export function blocks(html: string): Block[] {
  const found: Block[] = []
  let list: List | undefined
  let depth = 0
  let kind: 'heading' | 'words' = 'words'
  let words = ''
  const end = () => {
    if (words.trim()) found.push({ kind, html: words })
    words = ''
  }
  const within = (text: string) => {
    if (list?.items.length && (text.trim() || !text.includes('\n'))) list.items[list.items.length - 1] += text
  }
  const turn = (tag: string, closes: boolean, token: string) => {
    if (tag === 'ol' || tag === 'ul') {
      depth += closes ? -1 : 1
      if (closes || depth > 1) return
      list = { kind: 'list', ordered: tag === 'ol', start: Number(/start="(\d+)"/i.exec(token)?.[1] ?? 1), items: [] }
      found.push(list)
    } else if (depth) {
      if (tag !== 'li') within(closes ? '</p>' : '<p>')
      else if (!closes) list?.items.push('')
    } else kind = !closes && /^h\d/.test(tag) ? 'heading' : 'words'
  }
  for (const token of html.match(/<[^>]+>|[^<]+/g) ?? []) {
    const [, slash, tag] = BLOCK.exec(token) ?? []
    if (!tag) {
      if (depth) within(token)
      else words += token
      continue
    }
    end()
    turn(tag.toLowerCase(), slash === '/', token)
  }
  end()
  return found
}
