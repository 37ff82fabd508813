import type { WorkOrder } from '@/api/shapes'

import type { CarerLine } from './stops'

const has = (texts: string[], wanted: string): boolean => texts.some((text) => text.toLowerCase().includes(wanted))

function orderMatches(order: WorkOrder, wanted: string, language: string): boolean {
  const service = language.startsWith('zh') ? order.service.name_zh : order.service.name_en
  return has([order.number, order.elder.name, service], wanted)
}

/** The rows about `wanted`: a carer's name keeps the whole row, else only the stops that match. */
export function linesMatching(lines: CarerLine[], wanted: string, language: string): CarerLine[] {
  const text = wanted.trim().toLowerCase()
  if (!text) return lines
  return lines.flatMap((line) => {
    if (has([line.caregiver.name, line.caregiver.number], text)) return [line]
    const stops = line.stops.filter((stop) => orderMatches(stop.order, text, language))
    return stops.length ? [{ ...line, stops }] : []
  })
}
