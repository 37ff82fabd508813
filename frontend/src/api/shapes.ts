/** The answers of the server, by the names the pages use. */
import type { Said } from './client'
import type { components } from './schema'

type Schemas = components['schemas']

export type Me = Said<Schemas['Me']>
export type ElderBrief = Said<Schemas['ElderBrief']>
export type Elder = Said<Schemas['ElderShown']>
export type Caregiver = Said<Schemas['CaregiverOnStaff']>
export type Shift = Said<Schemas['ShiftShown']>
export type Withdrawal = Said<Schemas['WithdrawalShown']>
export type Service = Said<Schemas['ServiceOffered']>
export type Dish = Said<Schemas['DishOffered']>
export type OrderedDish = Said<Schemas['DishShown']>
export type AssignedCaregiver = Said<Schemas['CaregiverShown']>
export type WorkOrder = Said<Schemas['WorkOrder']>

/** Why a move was made, where the reason is one of a list. */
export type MoveReason = Schemas['ReasonCodeEnum']

/** One row of an order's history; what `facts` holds depends on the move. */
export type OrderEvent = Omit<Said<Schemas['Event']>, 'facts'> & { facts: Record<string, unknown> }

export interface Page<T> {
  results: T[]
  next: string | null
  previous: string | null
}
