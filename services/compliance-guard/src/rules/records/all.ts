import type { RuleRecord } from '../rule.ts';
import { platformRules } from './platform.rules.ts';
import { arkansasRules } from './us-ar.rules.ts';
import { arizonaRules } from './us-az.rules.ts';
import { californiaRules } from './us-ca.rules.ts';
import { coloradoRules } from './us-co.rules.ts';
import { regulationFContentRules } from './us-content.rules.ts';
import { connecticutRules } from './us-ct.rules.ts';
import { districtOfColumbiaRules } from './us-dc.rules.ts';
import { fewRowsRules } from './us-few-rows.rules.ts';
import { floridaRules } from './us-fl.rules.ts';
import { georgiaRules } from './us-ga.rules.ts';
import { hawaiiRules } from './us-hi.rules.ts';
import { iowaRules } from './us-ia.rules.ts';
import { illinoisRules } from './us-il.rules.ts';
import { louisianaRules } from './us-la.rules.ts';
import { massachusettsRules } from './us-ma.rules.ts';
import { marylandRules } from './us-md.rules.ts';
import { maineRules } from './us-me.rules.ts';
import { michiganHoursRules } from './us-mi-hours.rules.ts';
import { michiganPersonRules } from './us-mi-persons.rules.ts';
import { minnesotaCounsellingRules } from './us-mn-counselling.rules.ts';
import { minnesotaRules } from './us-mn.rules.ts';
import { northCarolinaRules } from './us-nc.rules.ts';
import { nebraskaRules } from './us-ne.rules.ts';
import { newHampshireRules } from './us-nh.rules.ts';
import { newJerseyRules } from './us-nj.rules.ts';
import { newMexicoRules } from './us-nm.rules.ts';
import { nevadaRules } from './us-nv.rules.ts';
import { newYorkCityRules } from './us-ny-city.rules.ts';
import { newYorkRules } from './us-ny.rules.ts';
import { ohioRules } from './us-oh.rules.ts';
import { oregonRules } from './us-or.rules.ts';
import { pennsylvaniaRules } from './us-pa.rules.ts';
import { federalPersonRules } from './us-persons.rules.ts';
import { puertoRicoRules } from './us-pr.rules.ts';
import { rhodeIslandRules } from './us-ri.rules.ts';
import { southCarolinaRules } from './us-sc.rules.ts';
import { telephoneRules } from './us-telephone.rules.ts';
import { tennesseeRules } from './us-tn.rules.ts';
import { texasRules } from './us-tx.rules.ts';
import { virginiaRules } from './us-va.rules.ts';
import { vermontRules } from './us-vt.rules.ts';
import { washingtonRules } from './us-wa.rules.ts';
import { wisconsinRules } from './us-wi.rules.ts';
import { westVirginiaRules } from './us-wv.rules.ts';
import { regulationFContactRules } from './us-contact.rules.ts';
import { regulationFRules } from './us.rules.ts';

/** Every record, in the order in which rules of one group are named: the platform's, federal law, then the states'. */
export const allRecords: readonly RuleRecord[] = [
  ...platformRules,
  ...federalPersonRules,
  ...regulationFRules,
  ...regulationFContactRules,
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
  ...fewRowsRules,
  ...hawaiiRules,
  ...illinoisRules,
  ...iowaRules,
  ...louisianaRules,
  ...maineRules,
  ...marylandRules,
  ...michiganPersonRules,
  ...minnesotaRules,
  ...nebraskaRules,
  ...newJerseyRules,
  ...newMexicoRules,
  ...ohioRules,
  ...rhodeIslandRules,
  ...southCarolinaRules,
  ...tennesseeRules,
  ...vermontRules,
  ...virginiaRules,
  ...wisconsinRules,
];
