import { expect, test, vi } from 'vitest'
import { Sure } from './sure.svelte'

test('the first press asks, the second acts once, and then it is asked anew', async () => {
  const sure = new Sure()
  let done = () => {}
  const act = vi.fn(() => new Promise<void>((good) => (done = good)))
  await sure.press(act)
  expect([sure.asked(), act.mock.calls.length]).toEqual([true, 0])
  const acting = sure.press(act)
  await sure.press(act)
  expect([sure.asked(), act.mock.calls.length]).toEqual([true, 1])
  done()
  await acting
  expect(sure.asked()).toBe(false)
  await sure.press(act)
  expect(act).toHaveBeenCalledTimes(1)
})

test('whoever was asked of one thing was not asked of another, nor whoever looked away', async () => {
  const sure = new Sure()
  const act = vi.fn()
  await sure.press(act, 'a')
  await sure.press(act, 'b')
  sure.forget()
  await sure.press(act, 'b')
  expect(act).not.toHaveBeenCalled()
  expect([sure.asked('a'), sure.asked('b')]).toEqual([false, true])
})

test('what fails can be pressed again, and is asked again', async () => {
  const sure = new Sure()
  const act = vi.fn().mockRejectedValueOnce(new Error('Busy'))
  await sure.press(act)
  await expect(sure.press(act)).rejects.toThrow('Busy')
  expect(sure.asked()).toBe(false)
})
