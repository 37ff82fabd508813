/** The answers of the server, by the names the pages use. */
import type { Role } from '@/domain/faces'
import type { Move, State } from '@/domain/states'

export interface Named {
  code: string
  name: string
}

export interface ElderBrief {
  number: string
  name: string
  station: Named
  diet_tags: string[]
  allergens: string[]
}

export interface Me {
  username: string
  display_name: string
  role: Role
  language: string
  rights: string[]
  station: Named | null
  division: (Named & { level: string }) | null
  elder: ElderBrief | null
  elders: ElderBrief[]
  caregiver: { number: string; name: string } | null
  clock: { now: string; speed: number }
}

export interface Elder {
  number: string
  name: string
  sex: string
  birth_year: number
  phone: string
  address: string
  division: Named
  station: Named
  state: string
  disability_level: string
  special_groups: string[]
  diet_tags: string[]
  allergens: string[]
  may_order: boolean
}

export interface Credential {
  kind: string
  number: string
  valid_from: string
  valid_until: string
  expired: boolean
}

export interface Caregiver {
  number: string
  name: string
  sex: string
  occupation: string
  travel_mode: string
  box_capacity: number
  languages: string[]
  station: Named
  active: boolean
  credentials: Credential[]
}

export interface Shift {
  id: number
  caregiver: { number: string; name: string }
  starts_at: string
  ends_at: string
  break_minutes: number
  break_from: string | null
  break_until: string | null
  /** From when the shift no longer stands, e.g. because the carer is ill. */
  withdrawn_from: string | null
  withdrawn_reason: string
}

export interface Service {
  code: string
  name_zh: string
  name_en: string
  minutes: number
  price_fen: number
  caregivers_needed: number
  is_meal: boolean
  emergency: boolean
}

export interface Dish {
  code: string
  name_zh: string
  name_en: string
  price_fen: number
  diet_tags: string[]
  allergens: string[]
  picture: string
  meal_time: string
  kitchen: string
}

export interface OrderedDish {
  code: string
  name_zh: string
  name_en: string
  price_fen: number
  count: number
}

export interface AssignedCaregiver {
  number: string
  name: string
  planned_start_at: string | null
  round_position: number | null
  travel_seconds: number | null
}

export interface WorkOrder {
  number: string
  state: State
  version: number
  service: { code: string; name_zh: string; name_en: string; is_meal: boolean }
  elder: { number: string; name: string }
  station: Named
  day: string
  window_from: string
  window_until: string
  promised_at: string | null
  cooked_at: string | null
  service_minutes: number
  caregivers_needed: number
  caregivers: AssignedCaregiver[]
  dishes: OrderedDish[]
  note: string
  price_fen: number
  late: boolean
  late_minutes: number
  created_at: string
  changed_at: string
  position: { latitude: number; longitude: number } | null
  allowed_moves: Move[]
  address_hint: string
}

export interface OrderEvent {
  seq: number
  version: number
  move: Move
  state: State
  by: { display_name: string; role: string }
  happened_at: string
  recorded_at: string
  facts: Record<string, unknown>
  hash: string
}

export interface Page<T> {
  results: T[]
  next: string | null
  previous: string | null
}
