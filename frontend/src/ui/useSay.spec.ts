import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { defineComponent } from 'vue'

import { dayPhrase } from '@/domain/time'

import { makeI18n, type Language } from './catalogue'
import { useSay } from './useSay'

function said(language: Language): string {
  const Day = defineComponent({
    setup: () => ({ day: useSay().say(dayPhrase('2027-01-03', '2026-11-28')) }),
    template: '{{ day }}',
  })
  return mount(Day, { global: { plugins: [makeI18n(language)] } }).text()
}

it('says a day of another year with its year', () => {
  expect(said('zh-CN')).toBe('2027年1月3日')
  expect(said('en')).toBe('3 January 2027')
})
