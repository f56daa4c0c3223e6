import type { Conversation } from '../../api/conversations'

/** With whom a conversation is, as its title says it. */
export const namesOf = ({ accounts }: Pick<Conversation, 'accounts'>) =>
  accounts.map(({ display_name, acct }) => (accounts.length === 1 ? display_name || acct : acct)).join(', ')
