import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { defineComponent } from 'vue'

import { dayPhrase } from '@/domain/time'

import { makeI18n, type Language } from './catalogue'
import { useSay } from './useSay'

function said(language: Language, what: (words: ReturnType<typeof useSay>) => string): string {
  const Spoken = defineComponent({ setup: () => ({ text: what(useSay()) }), template: '{{ text }}' })
  return mount(Spoken, { global: { plugins: [makeI18n(language)] } }).text()
}

it('says a day of another year with its year', () => {
  const day = dayPhrase('2027-01-03', '2026-11-28')
  expect(said('zh-CN', ({ say }) => say(day))).toBe('2027年1月3日')
  expect(said('en', ({ say }) => say(day))).toBe('3 January 2027')
})

it('puts sentences one after the other, apart only where the language wants it', () => {
  expect(said('zh-CN', ({ sentences }) => sentences('没有。', '', '丢了一单。'))).toBe('没有。丢了一单。')
  expect(said('en', ({ sentences }) => sentences('None.', '', 'One is lost.'))).toBe('None. One is lost.')
})
