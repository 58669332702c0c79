import { expect, test } from 'vitest'
import { StageCache } from '../../../../src/core/proposal/index.js'

/** Asks a cache for values of 10 bytes, and tells which of them it had to compute. */
const recorded = (cache: StageCache) => {
  const asked: string[] = []
  const get = (key: string) =>
    cache.remember(
      key,
      () => 10,
      async () => {
        asked.push(key)
        return key
      },
    )
  return { asked, get }
}

test('computes once a key, and forgets what was used longest ago when full', async () => {
  const cache = new StageCache(25)
  const { asked, get } = recorded(cache)
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await get(key)).toBe(key)
  expect(asked).toEqual(['a', 'b', 'c', 'b'])
})

test('keeps a value larger than its limit for the one who asked, and remembers no failure', async () => {
  const cache = new StageCache(5)
  expect(
    await cache.remember(
      'big',
      () => 100,
      async () => 1,
    ),
  ).toBe(1)
  await expect(
    cache.remember(
      'bad',
      () => 1,
      async () => Promise.reject(new Error('no')),
    ),
  ).rejects.toThrow('no')
  expect(
    await cache.remember(
      'bad',
      () => 1,
      async () => 2,
    ),
  ).toBe(2)
})

test('counts a value once that two runs compute at the same time', async () => {
  const cache = new StageCache(25)
  const { asked, get } = recorded(cache)
  await Promise.all([get('a'), get('a')])
  await get('b')
  asked.length = 0
  for (const key of ['a', 'b', 'a']) await get(key)
  expect(asked).toEqual([])
})
