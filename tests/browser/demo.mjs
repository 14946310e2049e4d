// The demo company beside the organisation. It takes a while to be made: its journeys come last.
import assert from 'node:assert/strict'

import { axe, fitsWidth, on, open, ready, results } from './browser.mjs'

const PATIENCE = 400_000

/** Where its pages begin, once it is there; null where this server has none. */
async function whereItIs(url) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const { beside } = await (await fetch(`${url}/api/status`)).json()
    if (beside === null || beside.href.includes('period=')) return beside?.href ?? null
  }
  throw new Error('the demo company is not made')
}

export const demoJourneys = {
  'demo: before it is there, a page says how far it is': async (given) => {
    for (const scheme of ['light', 'dark']) {
      const opened = await open(given.browser, { url: given.url, scheme })
      await opened.page.route('**/demo/api/**', async (route) => {
        if (!route.request().url().endsWith('/status')) return route.fulfill({ status: 503, contentType: 'application/problem+json', json: { title: 'The demo company is being made: 43 %', detail: '', hint: '', status: 503 } })
        const status = await (await route.fetch({ url: `${given.url}/api/status` })).json()
        return route.fulfill({ json: { ...status, demo: true, first_look: { complete: false, steps: [{ name: 'demo', title: 'Make the demo company', state: 'running', detail: '43 %', at: null }] } } })
      })
      await opened.page.goto('/demo/')
      await opened.page.getByRole('heading', { name: 'The demo company is being made: 43 %' }).waitFor()
      assert.deepEqual(await axe(opened.page), [])
      await opened.page.screenshot({ path: `${results}demo-making-${scheme}.png` })
      await opened.close()
    }
  },

  'demo: the switch leads there and back, each link stays there, and every page is striped': async (given) => {
    const home = await whereItIs(given.url)
    assert.ok(home, 'no demo company is served')
    await on(given, '/', {}, async (page) => {
      assert.equal(await page.locator('.demo-stripe').count(), 0, 'the organisation itself is not striped')
      await page.getByRole('link', { name: 'Demo company' }).click()
      await page.waitForURL(/\/demo\/\?period=/)
      await ready(page)
      const bar = await page.locator('.scope-line').boundingBox()
      assert.ok(bar.height < 40, `the bar wraps: ${bar.height} px`)
      assert.match(await page.locator('.home-headline').innerText(), /^\d+ of \d+ controls .*(since|on) .*: ./)
      for (const name of ['Controls', 'Catalog', 'Sources', 'Evidence log', 'Home']) {
        await page.locator('header').getByRole('link', { name, exact: true }).click()
        await ready(page)
        assert.match(new URL(page.url()).pathname, /^\/demo(\/|$)/, name)
        assert.ok(await page.locator('.demo-stripe').isVisible(), `${name} is striped`)
      }
      assert.match(await page.getByRole('link', { name: /report/ }).first().getAttribute('href'), /^\/demo\/api\/report/)
      await page.getByRole('link', { name: /^Back to / }).click()
      await page.waitForURL((to) => to.pathname === '/')
      await ready(page)
      assert.equal(await page.locator('.demo-stripe').count(), 0)
    })
  },

  'demo: home has no axe violation, fits a phone, and prints striped': async (given) => {
    const home = await whereItIs(given.url)
    for (const options of [{ scheme: 'light' }, { scheme: 'dark' }, { width: 360, height: 740 }]) await on(given, home, options, async (page) => {
      assert.deepEqual([...await axe(page), ...await fitsWidth(page)], [], JSON.stringify(options))
    })
    await on(given, home, { media: 'print', width: 794, height: 1123 }, async (page) => {
      assert.ok(await page.locator('.demo-stripe strong').isVisible())
      assert.deepEqual(await fitsWidth(page), [])
    })
  },
}
