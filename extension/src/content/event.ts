// SPDX-License-Identifier: MPL-2.0
/** The event by which the page's world speaks to the relay; its detail is a cookie's name. */
export const NAMES_EVENT = 'cookie-warden:name';
