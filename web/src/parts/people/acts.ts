import type { Account } from '../../api/accounts'
import { dropFollower, toggleShares, unblock, unmute } from '../../state/follows'
import { relations } from '../../state/relations.svelte'
import { session } from '../../state/session.svelte'
import { say } from '../../words/words.svelte'
import type { Row } from '../Menu.svelte'

/** What is asked about an account on a sheet of its own. */
export type Question = 'mute' | 'block' | 'report' | 'note'

/** What can be done about somebody wherever something of theirs is shown. */
export function actsOn(account: Account, ask: (question: Question) => void): Row[] {
  if (session.me?.id === account.id) return []
  const relation = relations.of(account.id)
  const asks = (question: Question) => () => session.as(() => ask(question))
  return [
    { word: say('menu.report'), act: asks('report'), grave: true },
    relation?.blocking
      ? { word: say('menu.unblock'), act: () => unblock(account.id) }
      : { word: say('menu.block', { name: account.acct }), act: asks('block'), grave: true },
    ...(relation?.blocking
      ? []
      : relation?.muting
        ? [{ word: say('menu.unmute', { name: account.acct }), act: () => unmute(account.id) }]
        : [{ word: say('menu.mute', { name: account.acct }), act: asks('mute') }]),
  ]
}

/** What can be done about somebody on their own page besides. */
export function actsOnPage(account: Account, ask: (question: Question) => void): Row[] {
  const relation = relations.of(account.id)
  if (!relation) return []
  return [
    ...(relation.followed_by
      ? [{ word: say('menu.drop_follower'), act: () => dropFollower(account.id), grave: true }]
      : []),
    ...(relation.following
      ? [
          {
            word: say(relation.showing_reblogs ? 'menu.hide_shares' : 'menu.show_shares'),
            act: () => toggleShares(relation),
          },
        ]
      : []),
    { word: say(relation.note ? 'menu.change_note' : 'menu.note'), act: () => ask('note') },
  ]
}
