/** And more, written after a second look at what was missed. */
export const third = `
stop-contact | hey can u stop blowing up my phone
stop-contact | Don't text this number it's my daughters
stop-contact | enough with the calls already
stop-contact | I asked you not to call me
stop-contact | You are not allowed to call me
stop-contact | Please discontinue all contact
stop-contact | Under 15 USC 1692c(c) cease communications with me immediately
stop-contact | stop contacting my employer
stop-contact | never contact me again in any form
stop-contact | get my number off your dialer
stop-contact | i'm done, stop calling
stop-contact | do not email me anymore please
stop-contact | Quit texting me you have the wrong guy
stop-contact | Take this phone off your call list asap
stop-contact | I don't want your letters
stop-contact | Please block me from your messages and leave me alone
stop-contact | You have been told. Do not contact me or my relatives.
stop-contact | ya no llamen por favor
stop-contact | Le exijo que no me contacte
stop-contact | no me estén llamando
stop-contact | paren de mandar mensajes
stop-contact | quiero que dejen de llamarme al trabajo
stop-contact | No me interesa, no me escriban
stop-contact | borre mi número
attorney | Send everything to my attorney please
attorney | I'm represented, here is the letter from my lawyer
attorney | You need to go through my lawyer
attorney | We retained the firm of Ortiz & Lane
attorney | got myself an attorney, talk to him
attorney | Have your people call my lawyer Mr. Shah
attorney | My legal aid attorney says you must stop
attorney | I have counsel
attorney | the attorney representing us is Kim Yu
attorney | I hired someone, a consumer lawyer, last Friday
attorney | speak to my legal representative
attorney | Nuestro abogado les va a responder
attorney | Ya hablé con mi abogado y él los contactará
attorney | Estoy representado por el bufete Soto
attorney | Pónganse en contacto con mi licenciado
bankruptcy | I have an open chapter 7 bankruptcy
bankruptcy | My debts were discharged in bankruptcy court
bankruptcy | just letting you know I filed BK on the 3rd
bankruptcy | we are in the middle of a bankruptcy
bankruptcy | filed for chapter thirteen, trustee is J. Moss
bankruptcy | You were listed as a creditor in my bankruptcy
bankruptcy | my bankruptcy was approved
bankruptcy | this is covered by my ch 13 plan
bankruptcy | I filed bankruptcy so you can't collect
bankruptcy | metí bancarrota en abril
bankruptcy | Estoy en un capítulo 7
bankruptcy | la deuda está en la bancarrota
bankruptcy | ya me declaré en quiebra
dispute | I do not recognize this debt
dispute | This debt doesn't belong to me
dispute | I'm contesting the charges
dispute | send me documentation that I owe this
dispute | How is this mine? I never signed anything
dispute | I don't owe a dime
dispute | Your records are wrong, I closed that account with zero balance
dispute | I paid that bill years ago
dispute | I dispute the late fees
dispute | wrong amount
dispute | That's not my account
dispute | we never owed this
dispute | this was already settled in 2020
dispute | That's my sister's loan not mine
dispute | I am requesting validation of this debt under the FDCPA
dispute | I returned the item, I owe nothing
dispute | That is not what I owe
dispute | Eso no es mío
dispute | quiero que validen la deuda
dispute | no tengo ninguna deuda con ustedes
dispute | ese monto no es el correcto
dispute | ya pagué esa deuda hace tres años
dispute | yo no firmé nada, no es mi cuenta
dispute | rechazo esta deuda
identity-theft | I didn't open this. Somebody used my identity
identity-theft | My identity has been stolen
identity-theft | this was fraud, I was hacked
identity-theft | there is a police report for this stolen card
identity-theft | someone else took out this loan in my name
identity-theft | I'm reporting this as fraud
identity-theft | My roommate opened it using my social security number
identity-theft | I am the victim of a scam and this card isn't mine
identity-theft | unauthorized account, not opened by me
identity-theft | it's identity fraud
identity-theft | Mi identidad fue robada
identity-theft | alguien falsificó mi firma y abrió esa cuenta
identity-theft | abrieron un préstamo usando mi nombre
identity-theft | denuncié el robo de mi identidad
death | My wife passed on Sunday
death | He's dead.
death | Sadly our father died in the hospital
death | Please note that Mr. Reyes is deceased
death | She passed in October, I am her son
death | the person you want has died
death | there is no estate, he died with nothing
death | Robert died. Remove him from your files
death | my late husband opened this
death | we lost my mother in July, this account was hers
death | he has been dead for a year
death | Mi abuela falleció el martes
death | Él ya está muerto
death | el dueño de la cuenta murió
death | mi difunto esposo tenía esa tarjeta
- | Hello, who am I speaking with
- | I need to update my address
- | sorry I missed your call, will try again at lunch
- | Do you take Zelle?
- | I can't this month but next month for sure
- | please send me the link again
- | is this for the furniture store account?
- | stop payment fee was charged by my bank
- | I'm at the bus stop, call later
- | What documents do you need from me?
- | how long until this is off my credit
- | I'm interested in the offer
- | My lawyer friend says the offer is fair so ok
- | Do I have to go to court?
- | I don't want any trouble, just want to pay
- | I am not filing bankruptcy
- | how does chapter 13 affect this debt? just asking
- | the website says my identity could not be verified
- | no, I have the right amount in my records, 212.40
- | I paid half, the rest on the first
- | Paid. Check please
- | my mom is in the hospital so I'm short this week
- | My husband will handle it when he is back
- | your agent was very nice
- | please call my husband at 602-555-0190
- | Are you open on the holiday?
- | ok remove the second payment and keep the first
- | is it ok to stop in tomorrow around 3
- | don't cancel my plan please
- | I quit my job, can we lower the payment
- | send me the letter please
- | when I called nobody answered, call me
- | I'd rather you email
- | The number you have is right
- | my computer died mid payment, did it go through?
- | I have proof of payment, where do I send it?
- | can the executor pay by check?
- | ¿me pueden llamar en la tarde?
- | ya hice el pago, gracias
- | no sé cuánto debo
- | ¿puedo pagar en efectivo?
- | quiero pagar todo de una vez
- | mi esposa les llama mañana
- | ¿esa es la oficina de Phoenix?
- | tuve que parar mis pagos por la cirugía
- | no he podido pagar, deme chance
- | el abogado de la ciudad me mandó aquí, ¿es correcto?
- | me quedé sin trabajo
- | ¿me conviene la bancarrota o mejor pago?
- | mándenme un texto cuando quede listo
`;
