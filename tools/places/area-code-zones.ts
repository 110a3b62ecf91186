import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { fetched, sources } from './sources.ts';

/**
 * Area codes as the North American Numbering Plan Administrator assigned them, with every zone of their territory (49 CFR
 * part 71). Codes without a place (800, 888, 900 …) are absent: such a number says nothing about where somebody is.
 */
const assigned: readonly (readonly [zone: string, codes: string])[] = [
  [
    'America/New_York',
    `201 202 203 207 212 215 216 219 220 223 227 229 234 239 240 252 260 267 270 272 276 283 301 302 304 305 315 317 321
     324 326 329 330 332 334 336 339 347 351 352 363 364 380 386 401 404 407 410 412 413 419 423 434 436 440 443 445 448
     463 470 472 475 478 484 502 508 513 516 518 540 551 561 567 570 571 574 582 585 603 606 607 609 610 614 617 624 631
     640 645 646 656 667 678 680 681 686 689 703 704 706 716 717 718 724 727 728 732 740 743 754 757 762 765 770 771 772
     774 781 786 802 803 804 812 813 814 821 826 828 835 838 839 843 845 848 850 854 856 857 859 860 862 863 864 865 878
     904 908 910 912 914 917 919 929 930 934 937 941 943 948 954 959 973 978 980 984`,
  ],
  ['America/Detroit', '231 248 269 313 517 586 616 679 734 810 906 947 989'],
  ['America/Menominee', '906'],
  [
    'America/Chicago',
    `205 210 214 217 218 219 224 225 228 235 251 254 256 262 270 274 281 308 309 312 314 316 318 319 320 325 327 331 334
     337 346 353 361 364 402 405 409 414 417 423 430 432 447 448 457 464 469 471 479 501 504 507 512 515 531 534 539 557
     563 572 573 574 580 601 605 606 608 612 615 618 620 629 630 636 641 651 659 660 662 682 701 708 712 713 715 726 730
     731 737 763 769 773 779 785 806 812 815 816 817 830 832 847 850 861 870 872 901 903 913 918 920 924 930 931 936 938
     940 945 952 956 972 975 979 985`,
  ],
  ['America/Denver', '303 307 308 385 406 435 505 575 605 620 701 719 720 748 775 785 801 915 928 970 983'],
  ['America/Boise', '208 458 541 986'],
  ['America/Phoenix', '480 520 602 623 928'],
  [
    'America/Los_Angeles',
    `206 208 209 213 253 279 310 323 341 350 357 360 369 408 415 424 425 442 458 503 509 510 530 541 559 562 564 619 626
     628 650 657 661 669 702 707 714 725 738 747 760 764 775 805 818 820 831 837 840 858 909 916 925 949 951 971 986`,
  ],
  ['America/Anchorage', '907'],
  ['America/Adak', '907'],
  ['Pacific/Honolulu', '808'],
  ['America/Puerto_Rico', '787 939'],
  ['America/St_Thomas', '340'],
  ['Pacific/Guam', '671'],
  ['Pacific/Saipan', '670'],
  ['Pacific/Pago_Pago', '684'],
  ['America/St_Johns', '709 879'],
  ['America/Goose_Bay', '709 879'],
  ['America/Halifax', '367 418 581 782 902'],
  ['America/Moncton', '428 506'],
  [
    'America/Toronto',
    `226 249 263 289 343 354 365 367 382 416 418 437 438 450 468 514 519 548 579 581 613 647 683 705 742 753 807 819 873
     905 942`,
  ],
  ['America/Winnipeg', '204 431 584 807'],
  ['America/Regina', '306 474 639'],
  ['America/Edmonton', '236 250 257 306 368 403 474 587 639 780 825 867'],
  ['America/Vancouver', '236 250 257 604 672 778'],
  ['America/Whitehorse', '867'],
  ['America/Iqaluit', '867'],
  ['America/Rankin_Inlet', '867'],
];

/** Zones whose clocks agree as far back as anybody may ask: one of each is enough for a code. */
const sameClock: readonly (readonly string[])[] = [
  ['America/New_York', 'America/Detroit', 'America/Toronto', 'America/Indianapolis', 'America/Louisville'],
  ['America/Chicago', 'America/Menominee', 'America/Winnipeg', 'America/North_Dakota/Center'],
  ['America/Denver', 'America/Boise', 'America/Edmonton'],
  ['America/Anchorage', 'America/Juneau'],
  ['America/Halifax', 'America/Moncton', 'America/Goose_Bay'],
];
const agree = (a: string, b: string): boolean =>
  a === b || sameClock.some((zones) => zones.includes(a) && zones.includes(b));

/** Where libphonenumber is plainly wrong. */
const refuted = new Set([
  '689 America/Chicago', // Orlando
  '709 America/Puerto_Rico', // Labrador, which has daylight time
  '879 America/Puerto_Rico',
  '907 Pacific/Honolulu', // Adak, which has daylight time
]);

/** Every zone of every code, by either source. */
export function zonesByAreaCode(): Map<string, Set<string>> {
  const codes = new Map<string, Set<string>>();
  const add = (code: string, zone: string) => {
    const zones = codes.get(code) ?? new Set();
    if (![...zones].some((other) => agree(other, zone))) zones.add(zone);
    codes.set(code, zones);
  };
  for (const [zone, list] of assigned) for (const code of list.trim().split(/\s+/)) add(code, zone);

  const path = join(fetched(sources.phones), 'resources/timezones.bson');
  const zonesByStart: Record<string, string> = mongo.BSON.deserialize(readFileSync(path));
  for (const [start, zones] of Object.entries(zonesByStart)) {
    const code = /^1(\d{3})/.exec(start)?.[1];
    if (!code) continue;
    for (const zone of zones.split('&')) if (!refuted.has(`${code} ${zone}`)) add(code, zone);
  }
  return codes;
}
