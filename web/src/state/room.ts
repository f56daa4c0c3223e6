import { MediaQuery } from 'svelte/reactivity'

/** Whether there is room for the rail, or else the bars of a phone: theme.css has the same width. */
export const forRail = new MediaQuery('(width >= 768px)')
