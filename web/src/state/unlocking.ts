import { paying } from './paying.svelte'

/** Begins to pay, and leads to where it is paid. */
export const pay = paying.begin
