// What people do, by keyboard alone, and what the pages do by themselves.
import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'

import { axe, fitsWidth, on, open, ready, results } from './browser.mjs'

const focused = (page) => page.evaluate(() => document.activeElement?.textContent ?? '')

async function tabTo(page, pattern, most = 80) {
  for (let count = 0; count < most; count++) {
    await page.keyboard.press('Tab')
    const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')
    if (pattern.test(label)) return
  }
  throw new Error(`Tab does not reach ${pattern}`)
}

async function post(url, fact) {
  const response = await fetch(`${url}/api/facts`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: `${JSON.stringify(fact)}\n` })
  const body = await response.json()
  assert.equal(response.status, 200, JSON.stringify(body))
  return body
}

/** A fact that no test of the shipped catalog reads; where there is no such kind, a person. */
function aFact(places) {
  const at = new Date(Date.now() - 1000).toISOString().replace(/\.\d+Z/, 'Z')
  const kind = places.kinds.some((each) => each.name === 'qualification') ? 'qualification' : 'person'
  return { kind, id: `browser-test-${Date.now()}`, at, set: { name: 'Browser Test' }, by: 'person/browser-test' }
}

// Elements made, laid out and seen: what a browser on this machine needs for any page.
const PLAIN = 'data:text/html,' + encodeURIComponent(`<main></main><script>
  for (let at = 0; at < 4000; at++) { const one = document.createElement('p'); one.textContent = at; document.querySelector('main').append(one) }
  document.body.offsetHeight; document.querySelector('main').id = 'done'</script>`)

/**
 * Milliseconds until a page of its own has painted what is looked for. The page notes it by itself: who asks from outside asks at intervals
 * that grow to half a second.
 */
async function timed(given, path, selector) {
  const opened = await open(given.browser, { url: given.url })
  await opened.page.addInitScript((wanted) => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector(wanted)) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => { window.shownAfter = performance.now() }))
    }).observe(document, { childList: true, subtree: true, attributes: true })
  }, selector)
  await opened.page.goto(path, { waitUntil: 'commit' })
  const took = await (await opened.page.waitForFunction(() => window.shownAfter)).jsonValue()
  await opened.close()
  return Math.round(took)
}

export const journeys = {
  'keyboard: home → control → exception → step → entry → proof': async (given) => on(given, '/', {}, async (page) => {
    const { control, test, row } = given.places
    assert.ok(row, 'no control has an item')
    await page.keyboard.press('/')
    await page.keyboard.type(control.title.split(' ').slice(0, 4).join(' '))
    await page.waitForSelector('[role="option"][aria-selected="true"]')
    await page.waitForTimeout(300)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/controls\/./)
    await ready(page)
    if (!page.url().includes(`/controls/${control.id}`)) { await page.goto(`/controls/${control.id}?test=${test.id}`); await ready(page) }
    await page.locator('.test-list').waitFor()
    await page.waitForSelector('main [data-row]')
    await page.keyboard.press('j')
    assert.notEqual(await focused(page), '')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/exceptions\//)
    await ready(page)
    const steps = await page.locator('.stepper-button').count()
    if (steps > 1) {
      await page.keyboard.press('j')
      await page.waitForURL(/step=2/)
      await page.keyboard.press('ArrowLeft')
      await page.waitForURL((next) => !next.searchParams.has('step'))
    }
    // What is not known may rest on no entry at all: then its record has some.
    if (await page.getByRole('link', { name: /^Entry \d+$/ }).count() === 0) {
      await tabTo(page, new RegExp(`^${row.title.slice(0, 20).replaceAll(/[^\w ]/g, '.')}`))
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/records\//)
      await ready(page)
    }
    await tabTo(page, /^Entry \d+$/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/log\/\d+/)
    await page.getByText('is in the log of').waitFor()
    await page.getByText('its signature fits').or(page.getByText('is not sealed yet')).waitFor()
    await page.screenshot({ path: `${results}journey-proof.png`, fullPage: true })
  }),

  'keyboard: g c, g k, g p, g s, g l, g h, ? and Escape': async (given) => on(given, '/', {}, async (page) => {
    for (const [key, pattern] of [['c', /\/controls/], ['k', /\/catalog/], ['p', /\/policies/], ['s', /\/sources/], ['l', /\/log/], ['h', /127\.0\.0\.1:\d+\/(\?|$)/]]) {
      await page.keyboard.press('g')
      await page.keyboard.press(key)
      await page.waitForURL(pattern)
      await ready(page)
    }
    await page.keyboard.press('?')
    await page.locator('dialog').getByText('evidence log').waitFor()
    await page.screenshot({ path: `${results}help.png` })
    await page.keyboard.press('Escape')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
  }),

  'live: a fact posted shows without reload, a pinned page stays': async (given) => {
    const pinned = await open(given.browser, { url: given.url })
    const size = (await given.places.get('/status')).ledger_size
    await pinned.page.goto(`/log?size=${size}`)
    await ready(pinned.page)
    await on(given, '/log', {}, async (page) => {
      await page.evaluate(() => { window.notReloaded = true })
      await page.locator('.live-live').waitFor()
      const { receipt } = await post(given.url, aFact(given.places))
      await page.getByRole('link', { name: `Entry ${receipt.first}`, exact: true }).waitFor({ timeout: 5000 })
      assert.equal(await page.evaluate(() => window.notReloaded), true)
      await page.waitForFunction((wanted) => new URL(location.href).searchParams.get('size') === String(wanted), receipt.size)
      assert.equal(await pinned.page.getByRole('link', { name: `Entry ${receipt.first}`, exact: true }).count(), 0)
    })
    await pinned.close()
  },

  'the first page loads at most 150 KB of script': async (given) => {
    const opened = await open(given.browser, { url: given.url })
    const bodies = []
    opened.page.on('response', (response) => { if (response.url().endsWith('.js')) bodies.push(response.body()) })
    await opened.page.goto('/')
    await opened.page.waitForSelector('.home-counts')
    const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0)
    console.log(`    ${Math.round(bytes / 1024)} KB compressed`)
    assert.ok(bytes <= 150 * 1024, `${bytes} bytes`)
    await opened.close()
  },

  'home is useful within 1 s, or as soon as this machine can': async (given) => {
    // Within a second; where the machine is slower than that, within four times what it needs for a plain page. The best of several: what
    // the page needs, not what the machine does besides.
    const times = []
    const soon = ({ home, plain }) => home < Math.max(1000, 4 * plain)
    while (times.length < 8 && !times.some(soon)) {
      const plain = await timed(given, PLAIN, '#done')
      times.push({ plain, home: await timed(given, '/', '.home-counts') })
    }
    console.log(`    home and a plain page after ${times.map(({ home, plain }) => `${home} and ${plain}`).join(', ')} ms`)
    assert.ok(times.some(soon), JSON.stringify(times))
  },

  'a URL names instant and ledger size, and opens pinned': async (given) => on(given, '/controls', {}, async (page) => {
    await page.waitForFunction(() => new URL(location.href).searchParams.has('at') && new URL(location.href).searchParams.has('size'))
    const copied = page.url()
    await page.reload()
    await ready(page)
    assert.equal(await page.getByText('Pinned').count(), 0, 'a reload goes on following')
    const other = await open(given.browser, { url: given.url })
    await other.page.goto(copied)
    await ready(other.page)
    await other.page.getByText('Pinned').waitFor()
    await other.page.getByRole('link', { name: 'Sources' }).first().click()
    await other.page.waitForURL(/\/sources\?.*size=/)
    await other.page.getByText('Pinned').waitFor()
    await other.page.goBack()
    await other.page.getByRole('button', { name: /Back to now/ }).click()
    await other.page.locator('.live').waitFor()
    await other.close()
  }),

  'as of and as known at can be set, wrong ones are said': async (given) => on(given, '/controls', {}, async (page) => {
    await page.getByRole('button', { name: /as of now/ }).click()
    await page.getByLabel('As known at').fill('99999999999')
    await page.getByText(/A number up to/).waitFor()
    await page.getByLabel('As known at').fill('5')
    await page.screenshot({ path: `${results}scope.png` })
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.waitForURL(/size=5/)
    await page.getByText('Pinned').waitFor()
  }),

  'records: sort and filter are in the URL': async (given) => {
    const kind = given.places.pages.records
    await on(given, kind, {}, async (page) => {
      const header = page.locator('th .table-sort').nth(1)
      await header.click()
      await page.waitForURL(/sort=/)
      await ready(page)
      const first = await page.getByLabel('Add a filter').locator('option').nth(1).getAttribute('value')
      await page.getByLabel('Add a filter').selectOption(first)
      await page.getByPlaceholder('is … (Enter)').or(page.getByLabel(/ is$/)).first().waitFor()
    })
  },

  'search finds and opens': async (given) => on(given, '/', {}, async (page) => {
    await page.keyboard.press('/')
    await page.keyboard.type(given.places.control.title.split(' ')[0])
    await page.locator('[role="option"]').first().waitFor()
    await page.screenshot({ path: `${results}search.png` })
    await page.keyboard.press('Escape')
    await page.locator('[role="listbox"]').waitFor({ state: 'detached' })
  }),

  'what is not there says so, and what to do': async (given) => {
    const opened = await open(given.browser, { url: given.url })
    await opened.page.goto('/controls/no-such-control')
    await opened.page.getByRole('alert').waitFor()
    await opened.page.screenshot({ path: `${results}error.png` })
    await opened.page.goto('/no/such/page')
    await opened.page.getByText('There is no such page').waitFor()
    await opened.close()
  },

  'the server gone is said, and its return noticed': async (given) => {
    const opened = await open(given.browser, { url: given.url })
    await opened.page.route('**/api/home*', (route) => route.abort())
    await opened.page.goto('/')
    await opened.page.getByText('Probata does not answer.').waitFor({ timeout: 8000 })
    await opened.page.screenshot({ path: `${results}no-answer.png` })
    await opened.close()
  },

  'the first look is shown until it is complete': async (given) => {
    const steps = (state) => [['host', 'Look at this machine', 'done', '412 entries from 9 lists'], ['git', 'Read the repository', state, '1 204 of 3 104 commits'], ['assess', 'Test the controls', 'waiting', '']]
      .map(([name, title, each, detail]) => ({ name, title, state: each, detail, at: each === 'done' ? '2026-11-24T14:04:52Z' : null }))
    for (const scheme of ['light', 'dark']) {
      const opened = await open(given.browser, { url: given.url, scheme })
      await opened.page.route('**/api/status', async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, json: { ...await response.json(), first_look: { complete: false, steps: steps('running') } } })
      })
      await opened.page.goto('/')
      await ready(opened.page)
      await opened.page.getByText('1 204 of 3 104 commits').waitFor()
      await opened.page.screenshot({ path: `${results}first-look-${scheme}.png` })
      assert.deepEqual(await axe(opened.page), [])
      await opened.close()
    }
  },

  'what opens over a page has no axe violation: menu, scope, search, keys': async (given) => {
    for (const scheme of ['light', 'dark']) await on(given, '/', { scheme }, async (page) => {
      await page.getByRole('button', { name: 'Records' }).click()
      await page.getByRole('link', { name: 'All records' }).waitFor()
      if (scheme === 'light') await page.screenshot({ path: `${results}menu.png` })
      assert.deepEqual(await axe(page, '.dropdown'), [], 'menu')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /as of now/ }).click()
      await page.getByLabel('Period').waitFor()
      assert.deepEqual(await axe(page, '.dropdown'), [], 'scope')
      await page.keyboard.press('Escape')
      await page.getByLabel('Period').waitFor({ state: 'detached' })
      await page.getByRole('combobox', { name: 'Search' }).fill(given.places.control.title.split(' ')[0])
      await page.locator('[role="option"]').first().waitFor()
      assert.deepEqual(await axe(page, '.search'), [], 'search')
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await page.locator('dialog[open]').waitFor()
      assert.deepEqual(await axe(page, 'dialog'), [], 'keys')
    })
  },

  'what loads shows bones, no text that jumps': async (given) => {
    const opened = await open(given.browser, { url: given.url })
    await opened.page.route('**/api/home*', () => {})
    await opened.page.goto('/')
    await opened.page.locator('main [role="status"][aria-label="Loading"]').waitFor()
    await opened.close()
  },

  'an axis ends within the page at 360 px, whatever the day': async (given) => {
    const { ledger_size: size } = await given.places.get('/status')
    const today = Date.now()
    for (let back = 0; back < 30; back += 4) {
      const at = new Date(today - back * 86_400_000).toISOString().replace(/\.\d+Z/, 'Z')
      await on(given, `${given.places.pages.control}&at=${at}&size=${size}`, { width: 360, height: 740 }, async (page) => {
        await page.locator('.axis').first().waitFor()
        assert.deepEqual(await fitsWidth(page), [], at)
      })
    }
  },

  'applies: an answer is changed, and says since when and by whom': async (given) => {
    await on(given, '/catalog', {}, async (page) => {
      await page.getByRole('link', { name: 'What applies to us' }).click()
      await page.waitForURL(/\/applies/)
      await ready(page)
      const line = page.locator('.applies-question').filter({ hasText: 'Where people sign in' })
      const change = line.getByRole('button', { name: /^Change the answer/ })
      await change.press('Enter')
      await line.getByLabel('Answer').and(page.locator(':focus')).waitFor()
      await line.getByLabel('Answer').selectOption({ label: 'Okta' })
      await line.getByLabel('Who says so').fill('browser-test')
      await line.getByRole('button', { name: 'Write into the evidence log' }).click()
      await line.getByText('browser-test').waitFor()
      await change.and(page.locator(':focus')).waitFor()
      assert.match(await line.innerText(), /Okta[^]*Since [^]*browser-test/)
      await page.getByLabel('Has the words').fill('no-such-word')
      await page.getByText('No control has all of these words.').waitFor()
    })
    // What was is looked at, not changed.
    const { view } = await given.places.get('/applies')
    await on(given, `/applies?at=${view.at}&size=${view.size}`, {}, async (page) => assert.equal(await page.getByRole('button', { name: /^Change the answer/ }).count(), 0))
  },

  'catalog: a word finds a control, the keyboard opens it, its tests are there in words and in CEL': async (given) => {
    const { control } = given.places
    for (const options of [{}, { width: 360, height: 740 }]) await on(given, '/catalog', options, async (page) => {
      await page.getByLabel('Has the words').fill(control.title)
      await page.waitForURL(/q=/)
      // All of them stand there until the word has found its own.
      await page.waitForFunction((most) => document.querySelectorAll('main [data-row]').length <= most, control.criteria.length)
      await page.getByRole('link', { name: control.title }).first().waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Escape')
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/catalog\/[A-Z]/)
      await ready(page)
      await page.getByRole('heading', { name: 'Points of focus' }).waitFor()
      await page.getByRole('link', { name: control.title }).first().click()
      await page.waitForURL(/\/catalog\/[a-z]/)
      await ready(page)
      await page.locator('.part-test code').first().waitFor()
      assert.deepEqual(await fitsWidth(page), [])
    })
    await on(given, '/catalog?q=no-such-word', {}, (page) => page.getByText('No criterion or control has all of these words.').waitFor())
  },

  'policies: the keyboard opens one, a number leads to where it is chosen, a rule to its control, and it prints with its text': async (given) => {
    for (const options of [{}, { width: 360, height: 740 }]) await on(given, '/policies', options, async (page) => {
      await page.getByRole('link', { name: 'Access policy' }).waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/policies\/access/)
      await ready(page)
      await page.getByRole('heading', { name: 'Rules' }).waitFor()
      assert.deepEqual(await fitsWidth(page), [])
      await page.emulateMedia({ media: 'print' })
      assert.ok(await page.locator('.policy-section ol > li').first().isVisible(), 'no rule on paper')
      await page.emulateMedia({ media: 'screen' })
      const number = page.locator('.policy-number').first()
      const name = (await number.getAttribute('title')).match(/\((\w+)\)$/)[1]
      await number.click()
      await page.waitForURL(/\/catalog\?.*show=parameters/)
      await page.getByText(`param.${name}`, { exact: true }).first().waitFor()
      await page.goBack()
      await page.locator('.policy-control a').first().click()
      await page.waitForURL(/\/catalog\/[a-z]/)
      await ready(page)
    })
  },

  'every state is told apart without colour': async (given) => on(given, '/controls', {}, async (page) => {
    const shapes = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('main .mark')].map((mark) => [mark.getAttribute('class'), mark.innerHTML])))
    assert.equal(new Set(Object.values(shapes)).size, Object.keys(shapes).length)
    await page.addStyleTag({ content: 'html { filter: grayscale(1) }' })
    await page.screenshot({ path: `${results}black-and-white.png` })
  }),
}
