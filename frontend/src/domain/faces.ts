export const ROLES = ['elder', 'family_member', 'caregiver', 'station_operator', 'regulator', 'administrator'] as const
export type Role = (typeof ROLES)[number]

export const FACES = ['resident', 'caregiver', 'operator', 'oversight'] as const
export type Face = (typeof FACES)[number]

const FACES_OF: Record<Role, readonly Face[]> = {
  elder: ['resident'],
  family_member: ['resident'],
  caregiver: ['caregiver'],
  station_operator: ['operator'],
  regulator: ['oversight'],
  administrator: ['oversight'],
}

/** The faces a role may open; the first is where it lands. */
export const facesOf = (role: Role): readonly Face[] => FACES_OF[role]
export const homeOf = (role: Role): string => `/${FACES_OF[role][0] ?? ''}`
