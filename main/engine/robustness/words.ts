// Which words of health research have another spelling, and which another word that means the same? Our own short lists; both ways.

const bothWays = (pairs: string): ReadonlyMap<string, string> => {
  const table = new Map<string, string>();
  for (const pair of pairs.trim().split(/\s*\n\s*|\s*,\s*/)) {
    const [one = '', other = ''] = pair.split('/').map((word) => word.trim());
    table.set(one, other);
    if (!table.has(other)) table.set(other, one);
  }
  return table;
};

export const british: ReadonlyMap<string, string> = bothWays(`
  randomised/randomized, randomisation/randomization, hospitalised/hospitalized, hospitalisation/hospitalization, standardised/standardized,
  characterised/characterized, immunisation/immunization, immunised/immunized, minimise/minimize, organisation/organization, recognised/recognized,
  summarised/summarized, utilisation/utilization, generalised/generalized, localised/localized, analyse/analyze, analysed/analyzed,
  analysing/analyzing, paralysed/paralyzed, behaviour/behavior, behavioural/behavioral, behaviours/behaviors, colour/color, tumour/tumor,
  tumours/tumors, labour/labor, favour/favor, favourable/favorable, rigour/rigor, neighbourhood/neighborhood, humour/humor, odour/odor,
  anaemia/anemia, anaemic/anemic, anaesthesia/anesthesia, anaesthetic/anesthetic, haemoglobin/hemoglobin, haemorrhage/hemorrhage,
  haemorrhagic/hemorrhagic, haematology/hematology, haemodialysis/hemodialysis, haematoma/hematoma, ischaemia/ischemia, ischaemic/ischemic,
  leukaemia/leukemia, hyperglycaemia/hyperglycemia, hypoglycaemia/hypoglycemia, glycaemic/glycemic, hypercholesterolaemia/hypercholesterolemia,
  septicaemia/septicemia, bacteraemia/bacteremia, paediatric/pediatric, paediatrics/pediatrics, orthopaedic/orthopedic, gynaecology/gynecology,
  caesarean/cesarean, faecal/fecal, faeces/feces, oedema/edema, oesophageal/esophageal, oesophagus/esophagus, oestrogen/estrogen,
  oestradiol/estradiol, diarrhoea/diarrhea, dyspnoea/dyspnea, apnoea/apnea, foetal/fetal, coeliac/celiac, aetiology/etiology, orthopaedics/orthopedics,
  centre/center, centres/centers, fibre/fiber, fibres/fibers, litre/liter, metre/meter, programme/program, programmes/programs, catalogue/catalog,
  labelled/labeled, modelled/modeled, modelling/modeling, counselling/counseling, counselled/counseled, travelled/traveled, enrolment/enrollment,
  fulfil/fulfill, practise/practice, defence/defense, ageing/aging, sulphate/sulfate, sulphur/sulfur, grey/gray, judgement/judgment, sceptical/skeptical
`);

export const synonyms: ReadonlyMap<string, string> = bothWays(`
  treatment/therapy, treatments/therapies, drug/medication, drugs/medications, children/kids, elderly/aged, physician/doctor, physicians/doctors,
  cancer/malignancy, cancers/malignancies, heart/cardiac, kidney/renal, liver/hepatic, lung/pulmonary, hypertension/high blood pressure,
  effect/impact, effects/impacts, effectiveness/efficacy, prevention/prophylaxis, adverse/harmful, screening/early detection, mortality/death,
  outcome/result, outcomes/results, study/investigation, studies/investigations, trial/experiment, trials/experiments, exercise/physical training,
  pain/ache, risk/danger, risks/dangers, diagnosis/detection, surgery/operation, infection/contagion, stroke/cerebrovascular accident,
  obesity/adiposity, pregnancy/gestation, newborn/neonate, newborns/neonates, adolescents/teenagers, women/females, men/males, patients/sufferers,
  improve/better, reduce/lower, increase/raise, compared/contrasted, versus/against, accuracy/precision, prevalence/frequency, quality/standard,
  depression/low mood, anxiety/worry, smoking/tobacco use, diet/nutrition, nurses/nursing staff, care/management, intervention/measure,
  interventions/measures, assessment/appraisal, associated/linked, association/link, factors/determinants, predictors/determinants
`);
