import { describe, expect, it } from 'vitest'

import { itemParts, paths } from './paths'
import { ignored, isFollowing, readScope, scopedPath, stampedUrl } from './scope'

describe('the scope in the URL', () => {
  const search = '?at=2026-06-01T10:00:00Z&size=120&period=2026-01-01/2026-06-30&tab=rule'
  it('pins instant and size unless the history entry is marked as following', () => {
    expect(readScope(search, false)).toEqual({ at: '2026-06-01T10:00:00Z', size: 120, period: '2026-01-01/2026-06-30' })
    expect(readScope(search, true)).toEqual({ period: '2026-01-01/2026-06-30' })
    expect(isFollowing(search, null)).toBe(false)
    expect(isFollowing(search, { follow: true })).toBe(true)
    expect(isFollowing('?tab=rule', null)).toBe(true)
  })
  it('leaves out what cannot be read, says so, and follows where nothing else pins it', () => {
    for (const wrong of ['?size=-1', '?at=junk', '?at=2026-99-99', '?at=2026-99-99T10:00:00Z', '?at=2026-06-01', '?period=2026', '?period=2026-02-31/junk', '?period=2026-06-30/2026-01-01']) {
      expect(readScope(wrong, false), wrong).toEqual({})
      expect(isFollowing(wrong, null), wrong).toBe(true)
      expect(ignored(wrong), wrong).toHaveLength(1)
    }
    expect(readScope('?at=junk&size=5', false)).toEqual({ size: 5 })
    expect(isFollowing('?at=junk&size=5', null)).toBe(false)
    expect(ignored('?at=junk&size=5')).toEqual(['“junk” is no instant such as 2026-06-01T10:00:00Z, and is left out.'])
    expect(ignored(search)).toEqual([])
    expect(ignored('?at=2026-06-01T10:00:00.000001Z&period=2026-01-01T00:00:00Z/2026-06-30&q=junk')).toEqual([])
  })
  it('is added to links, before a fragment, and what a link says itself wins', () => {
    expect(scopedPath('/controls/a?test=t', { size: 5 })).toBe('/controls/a?test=t&size=5')
    expect(scopedPath('/log?size=3', { size: 5 })).toBe('/log?size=3')
    expect(scopedPath('/#CC6.1', { size: 5 })).toBe('/?size=5#CC6.1')
    expect(scopedPath('/', {})).toBe('/')
  })
  it('is stamped from what the answer was computed at', () => {
    expect(stampedUrl('http://x/log?kind=a&size=1', { at: '2026-06-01T10:00:00Z', size: 7 })).toBe('/log?kind=a&size=7&at=2026-06-01T10%3A00%3A00Z')
  })
})

describe('paths', () => {
  it('encode what may hold a slash', () => {
    expect(paths.record('account', 'github/alice')).toBe('/records/account/github%2Falice')
    expect(paths.exception('c', 't', 'account/a b', null)).toBe('/exceptions/c/t?item=account%2Fa%20b')
  })
  it('split an item into kind and id at the first slash', () => {
    expect(itemParts('account/github/alice')).toEqual({ kind: 'account', id: 'github/alice' })
    expect(itemParts('company')).toBeNull()
  })
})
