import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { expect, it } from 'vitest'

it('brings in no style that is empty, as a part whose styles have moved leaves behind', () => {
  const source = readFileSync('src/ui/office/element.ts', 'utf8')
  const styles = [...source.matchAll(/'(element-plus\/theme-chalk\/[\w-]+\.css)'/g)].map(([, name]) => name ?? '')
  expect(styles.length).toBeGreaterThan(5)
  const { resolve } = createRequire(import.meta.url)
  expect(styles.filter((name) => readFileSync(resolve(name), 'utf8').trim() === '')).toEqual([])
})
