import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const kinds = { JPEG: ['image/jpeg', 'jpg'], HEIF: ['image/heic', 'heic'] } as const

/** A photo as a phone writes it, with its metadata; those of the tests of the server, made by the same hands. */
export function fromCamera(format: keyof typeof kinds, name: string, width = 2016, height = 1512) {
  const make =
    'import sys; from tests.kit.photos import make_photo; ' +
    `sys.stdout.buffer.write(make_photo(${width}, ${height}, format="${format}", orientation=${format === 'JPEG' ? 6 : 1}, gps=True))`
  const python = process.env.PYTHON ?? `${root}.venv/bin/python`
  const buffer = execFileSync(python, ['-c', make], { cwd: root, maxBuffer: 64 * 1024 * 1024 })
  const [mimeType, suffix] = kinds[format]
  return { name: `${name}.${suffix}`, mimeType, buffer }
}
