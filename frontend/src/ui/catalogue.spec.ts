import { expect, it } from 'vitest'

import { catalogue, makeI18n } from './catalogue'

function flat(texts: unknown, path = ''): Record<string, string> {
  if (typeof texts === 'string') return { [path]: texts }
  const children = Object.entries(texts as Record<string, unknown>)
  return Object.assign({}, ...children.map(([name, inner]) => flat(inner, path ? `${path}.${name}` : name)))
}

const chinese = flat(catalogue['zh-CN'])
const english = flat(catalogue.en)

it('has every text in both languages', () => {
  expect(Object.keys(chinese).length).toBeGreaterThan(200)
  expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort())
})

it('has the same gaps to fill in both', () => {
  const gaps = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
  const differing = Object.keys(chinese).filter(
    (key) => JSON.stringify(gaps(chinese[key] ?? '')) !== JSON.stringify(gaps(english[key] ?? '')),
  )
  expect(differing).toEqual([])
})

it('has no English in the Chinese texts but units and the name of the other language', () => {
  const bare = (text: string): string => text.replace(/\{\w+\}|mmHg|mmol\/L/g, '')
  const foreign = Object.entries(chinese).filter(([, text]) => /[A-Za-z]{2,}/.test(bare(text)))
  expect(foreign.filter(([key]) => key !== 'shell.other_language')).toEqual([])
})

it('can be said without a fault', () => {
  const { global } = makeI18n('en')
  for (const key of Object.keys(english)) expect(() => global.t(key, { count: 2 }, 2)).not.toThrow()
})
