// A catalog that waits to be accepted. Only the stand-in can be asked for one; of a real server tests/program/upgrade_test.py is the test.
import assert from 'node:assert/strict'

import { axe, fitsWidth, on, results } from './browser.mjs'

const put = (url, offered) => fetch(`${url}/fake`, { method: 'POST', body: JSON.stringify({ offered }) }).then(({ ok }) => ok)

/** With a state of the stand-in, that is taken back at the end; nothing where the server is a real one. */
async function having(offered, given, path, options, body) {
  if (!await put(given.url, offered)) return console.log('    not of this server')
  try {
    // The browser itself tells of an answer that refuses.
    await on(given, path, options, body, (wrong) => wrong.includes('status of 422'))
  } finally {
    await put(given.url, 'nothing')
  }
}

const section = (page) => page.locator('section:has(#offered)')
const arrived = (page) => page.waitForFunction(() => document.activeElement?.id === 'offered')

export const offeredJourneys = {
  'catalog: where no other is offered, nothing is shown of it': async (given) => having('nothing', given, '/catalog', {}, async (page) => {
    assert.equal(await section(page).count(), 0)
    assert.equal(await page.locator('.catalog-note').count(), 0)
  }),

  'catalog: one that is offered has no axe violation, fits a phone, and prints whole': async (given) => {
    for (const options of [{ scheme: 'light' }, { scheme: 'dark' }, { width: 360, height: 740 }]) await having('waits', given, '/catalog', options, async (page) => {
      await section(page).getByText('Security updates are installed in time').waitFor()
      await section(page).screenshot({ path: `${results}offered-${options.scheme ?? options.width}.png` })
      assert.deepEqual([...await axe(page), ...await fitsWidth(page)], [], JSON.stringify(options))
    })
    await having('waits', given, '/catalog', { media: 'print', width: 794, height: 1123 }, async (page) => {
      await section(page).getByText('model_retention, why').waitFor()
      await section(page).screenshot({ path: `${results}offered-print.png` })
      assert.equal(await page.locator('.no-print:visible').count(), 0)
      assert.deepEqual(await fitsWidth(page), [])
    })
  },

  'catalog: by keyboard from the note to what is offered, what is missing is said at its field, and it is accepted': async (given) => having('waits', given, '/controls', {}, async (page) => {
    await page.getByRole('note').getByRole('link', { name: 'What it changes' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/catalog.*#offered$/)
    await arrived(page)
    const last = section(page).getByText('model_retention, why')
    assert.ok(!await last.isVisible(), 'a long list is folded')
    await section(page).getByRole('button', { name: 'Show all 11' }).focus()
    await page.keyboard.press('Enter')
    await last.waitFor()
    await section(page).getByRole('link', { name: 'Every account of a leaver is disabled in time, and stays so' }).waitFor()

    await page.getByRole('button', { name: 'Accept', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('nobody is named').waitFor()
    await page.getByText('no reason is given').waitFor()
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true')
    await page.locator('.catalog-accept').screenshot({ path: `${results}offered-wrong.png` })
    assert.deepEqual(await axe(page), [])

    await page.keyboard.type('sam')
    await page.keyboard.press('Tab')
    await page.keyboard.type('As our auditor asks')
    await page.keyboard.press('Enter')
    await section(page).getByText('it is in force when Probata is started again').waitFor()
    await arrived(page)
    assert.match(await page.getByRole('note').innerText(), /accepted by person\/sam/)
    assert.equal(await page.getByRole('button', { name: 'Accept', exact: true }).count(), 0)
    await page.screenshot({ path: `${results}offered-accepted.png` })
    assert.deepEqual(await axe(page), [])
  }),
}
