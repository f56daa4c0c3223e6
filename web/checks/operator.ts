import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const python = process.env.PYTHON ?? `${root}.venv/bin/python`
// As the Makefile has it: the commands speak to the local stack alone.
const aws = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_DEFAULT_REGION: 'us-east-1' }

/** Carries out a command of the operator's on the stack that is driven, and returns what it says. */
export const operate = (...words: string[]) =>
  execFileSync(python, ['-m', 'infra.operate', ...words], { cwd: root, env: { ...process.env, ...aws } }).toString()

/** A file with a text. */
export function written(text: string) {
  const file = join(mkdtempSync(join(tmpdir(), 'text-')), 'text.md')
  writeFileSync(file, text)
  return file
}
