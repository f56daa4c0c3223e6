import { expect, test } from 'vitest'
import { paragraphs, partOf } from './text'

test('tags and people lead to ourselves, all else stays a link', () => {
  const html = `<p>Mist &amp; light, <a href="${location.origin}/tags/sea" class="mention">#<span>sea</span></a> <a href="https://example.com/x">there</a></p>`
  expect(paragraphs(html)).toEqual([
    [
      { text: 'Mist & light, ', href: undefined },
      { text: '#sea', href: '/tags/sea' },
      { text: ' ', href: undefined },
      { text: 'there', href: 'https://example.com/x' },
    ],
  ])
})

test('paragraphs and line breaks stay, in any script', () => {
  expect(
    paragraphs('<p>один<br />два</p><p>سلام 👋</p>').map((one) => one.map((piece) => piece.text).join('')),
  ).toEqual(['один\nдва', 'سلام 👋'])
})

test('nothing that acts comes through', () => {
  const pieces = paragraphs('<p><a href="javascript:alert(1)">x</a><img src=x onerror=alert(1)>&lt;b&gt;</p>').flat()
  expect(pieces.every((piece) => piece.href === undefined)).toBe(true)
  expect(pieces.map((piece) => piece.text).join('')).toBe('x<b>')
})

test('a part of an address that was mistyped is what it is', () => {
  expect(['%D0%BB%D0%B5%D1%81', '%zz', 'a%', 'plain'].map(partOf)).toEqual(['лес', '%zz', 'a%', 'plain'])
})
