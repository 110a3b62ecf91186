import type { RuleRecord } from '../rule.ts';
import { platformRules } from './platform.rules.ts';
import { arkansasRules } from './us-ar.rules.ts';
import { arizonaRules } from './us-az.rules.ts';
import { californiaRules } from './us-ca.rules.ts';
import { coloradoRules } from './us-co.rules.ts';
import { regulationFContentRules } from './us-content.rules.ts';
import { connecticutRules } from './us-ct.rules.ts';
import { districtOfColumbiaRules } from './us-dc.rules.ts';
import { floridaRules } from './us-fl.rules.ts';
import { georgiaRules } from './us-ga.rules.ts';
import { massachusettsRules } from './us-ma.rules.ts';
import { michiganHoursRules } from './us-mi-hours.rules.ts';
import { minnesotaCounsellingRules } from './us-mn-counselling.rules.ts';
import { northCarolinaRules } from './us-nc.rules.ts';
import { newHampshireRules } from './us-nh.rules.ts';
import { nevadaRules } from './us-nv.rules.ts';
import { newYorkCityRules } from './us-ny-city.rules.ts';
import { newYorkRules } from './us-ny.rules.ts';
import { oregonRules } from './us-or.rules.ts';
import { pennsylvaniaRules } from './us-pa.rules.ts';
import { federalPersonRules } from './us-persons.rules.ts';
import { puertoRicoRules } from './us-pr.rules.ts';
import { telephoneRules } from './us-telephone.rules.ts';
import { texasRules } from './us-tx.rules.ts';
import { washingtonRules } from './us-wa.rules.ts';
import { westVirginiaRules } from './us-wv.rules.ts';
import { regulationFRules } from './us.rules.ts';

/** Every record, in the order in which rules of one group are named: the platform's, federal law, then the states'. */
export const allRecords: readonly RuleRecord[] = [
  ...platformRules,
  ...federalPersonRules,
  ...regulationFRules,
  ...telephoneRules,
  ...regulationFContentRules,
  ...massachusettsRules,
  ...newYorkRules,
  ...newYorkCityRules,
  ...districtOfColumbiaRules,
  ...washingtonRules,
  ...westVirginiaRules,
  ...floridaRules,
  ...pennsylvaniaRules,
  ...oregonRules,
  ...michiganHoursRules,
  ...coloradoRules,
  ...arkansasRules,
  ...arizonaRules,
  ...puertoRicoRules,
  ...newHampshireRules,
  ...northCarolinaRules,
  ...texasRules,
  ...californiaRules,
  ...connecticutRules,
  ...nevadaRules,
  ...minnesotaCounsellingRules,
  ...georgiaRules,
];
