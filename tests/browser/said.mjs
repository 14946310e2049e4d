// What pages say of the same thing, and of what they cannot show. Where a server has no such thing, there is nothing to look at.
import assert from 'node:assert/strict'

import { axe, fitsWidth, on, open, ready, results } from './browser.mjs'

const encode = encodeURIComponent
const day = (at) => new Date(at).toISOString().slice(0, 10)

export const saidJourneys = {
  'said: what is wrong comes first on home, in the list and on the page of a control, also where not all is known': async (given) => {
    const { controls } = await given.places.get('/controls')
    const control = controls.find((each) => each.conclusion === 'unknown' && each.counts.failed > 0)
    if (!control) return
    const words = 'exceptions noted, and not all is known'
    await on(given, '/controls?state=exception', {}, async (page) => assert.match(await page.getByRole('row').filter({ hasText: control.title }).innerText(), new RegExp(words)))
    await on(given, `/controls/${encode(control.id)}`, {}, async (page) => {
      assert.equal(await page.locator('.control-conclusion').innerText(), words)
      assert.equal(await page.locator('.control-conclusion .mark-exception').count(), 1)
    })
    await on(given, '/', {}, (page) => page.locator(`.home-mark[href*="/controls/${control.id}"] .mark-exception`).first().waitFor())
  },

  'said: an address that cannot be read is said, and what can be is shown': async (given) => {
    for (const [path, words] of [['/?at=junk', '“junk” is no instant'], ['/controls?at=2026-99-99', '“2026-99-99” is no instant'], ['/sources?size=x', '“x” is no number of entries'], ['/controls?period=2026', '“2026” is no period']]) await on(given, path, {}, async (page) => {
      await page.getByRole('alert').filter({ hasText: words }).waitFor()
      await page.locator('main table, .home-counts').first().waitFor()
      assert.deepEqual(await axe(page), [], path)
    })
    await on(given, '/log/abc', {}, (page) => page.getByRole('heading', { name: 'There is no entry abc' }).waitFor())
  },

  'said: a page that cannot be drawn says so, and leads home': async (given) => {
    const opened = await open(given.browser, { url: given.url })
    await opened.page.route('**/api/home*', (route) => route.fulfill({ json: {} }))
    await opened.page.goto('/')
    await opened.page.getByRole('heading', { name: 'This page could not be drawn' }).waitFor()
    await opened.page.screenshot({ path: `${results}not-drawn.png` })
    assert.deepEqual(await axe(opened.page), [])
    await opened.page.unroute('**/api/home*')
    await opened.page.getByRole('link', { name: 'home' }).click()
    await opened.page.locator('.home-counts').waitFor()
    await opened.close()
  },

  'said: a period has the same days in the bar and on the page of a control': async (given) => {
    const { now } = await given.places.get('/status')
    const [first, last] = [day(Date.parse(now) - 9 * 86_400_000), day(Date.parse(now) - 86_400_000)]
    const words = [first, last].map((each) => new Date(each).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).replace('Sept', 'Sep')).join(' – ')
    await on(given, `/controls/${encode(given.places.control.id)}?period=${first}/${last}&tab=seen`, {}, async (page) => {
      assert.match(await page.locator('.scope-button').first().innerText(), new RegExp(`^period ${words} `))
      assert.match(await page.locator('.control-facts').first().innerText(), new RegExp(words))
      assert.doesNotMatch(await page.locator('main').innerText(), / 1 00:|from the beginning/, 'nothing before the period')
    })
  },

  'said: as of today is now': async (given) => on(given, '/controls', {}, async (page) => {
    await page.getByRole('button', { name: /as of now/ }).click()
    await page.getByLabel('As of').fill(day(Date.now() + 2 * 86_400_000))
    await page.getByText('not later than now').waitFor()
    await page.getByLabel('As of').fill(day(Date.now()))
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.locator('.live').waitFor()
    assert.equal(await page.getByText('Pinned').count(), 0)
  }),

  'said: an approved exception says who approved it, why and until when': async (given) => {
    const { controls } = await given.places.get('/controls')
    const control = controls.find((each) => each.counts.waived > 0)
    if (!control) return
    const { tests } = await given.places.get(`/controls/${encode(control.id)}`)
    const test = tests.find((each) => each.counts.waived > 0)
    const [row] = (await given.places.get(`/controls/${encode(control.id)}/tests/${encode(test.id)}/items?filter=waived`)).rows
    for (const width of [1440, 360]) await on(given, `/exceptions/${encode(control.id)}/${encode(test.id)}?item=${encode(row.item)}`, { width }, async (page) => {
      await page.getByRole('link', { name: /^by .*, until .*, because: ./ }).waitFor()
      assert.deepEqual([...await axe(page), ...await fitsWidth(page)], [])
      if (width === 360) return
      await page.getByRole('link', { name: /^by / }).click()
      await page.waitForURL(/\/records\/waiver\//)
      await ready(page)
    })
  },

  'said: all seals can be shown': async (given) => {
    const all = (await given.places.get('/checkpoints?limit=500')).checkpoints.length
    if (all <= 100) return
    await on(given, '/log?show=seals', {}, async (page) => {
      await page.getByText('100 shown').waitFor()
      await page.getByRole('button', { name: 'Show more' }).click()
      await page.waitForFunction((least) => document.querySelectorAll('main tbody tr').length >= least, Math.min(all, 200))
    })
  },

  'said: what is not known names a control once, and folds many': async (given) => {
    const { not_told } = await given.places.get('/sources')
    const many = not_told.find((each) => new Set(each.tests.map((test) => test.split('/')[0])).size > 4)
    if (!many) return
    await on(given, '/sources', {}, async (page) => {
      const line = page.getByRole('listitem').filter({ hasText: `${many.what}:` }).first()
      assert.equal(await line.getByRole('link').count(), 4)
      await line.getByRole('button', { name: /^and \d+ more controls?$/ }).click()
      const links = await line.getByRole('link').evaluateAll((each) => each.map((link) => link.getAttribute('href')))
      assert.equal(new Set(links).size, new Set(many.tests.map((test) => test.split('/')[0])).size)
      assert.equal(links.length, new Set(links).size)
    })
  },
}
