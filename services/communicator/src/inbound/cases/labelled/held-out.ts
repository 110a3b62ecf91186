/** Written when the phrases stood as they stand: none of them was fitted to these, and none may be. Both languages. */
export const heldOut = `
stop-contact | I would appreciate it if you stopped calling
stop-contact | PLEASE!!! no more phone calls to this house
stop-contact | Stop. Contacting. Me.
stop-contact | how many times do I have to say it, don't call
stop-contact | You need to delete my contact information and not call again
stop-contact | I forbid you to call my workplace
stop-contact | Do not send me anything else
stop-contact | I'm opting out of all communications
stop-contact | cease all collection calls to my cell
stop-contact | remove me from your contact list
stop-contact | get lost, quit bugging me
stop-contact | These messages need to stop
stop-contact | que ya no me marquen
stop-contact | dejen de insistir con las llamadas
stop-contact | No quiero más mensajes
stop-contact | les pido que no me vuelvan a contactar
attorney | You should be speaking with my attorney, not me
attorney | My wife and I have retained an attorney in this matter
attorney | Forward this to my lawyer: j.kim@lawkim.example
attorney | I am working with a debt attorney who represents me
attorney | our lawyer sent you a letter of representation last week
attorney | please note I have legal counsel
attorney | I hired Baker Law to handle this
attorney | mi abogada ya les mandó una carta
attorney | diríjanse a mi representante legal
attorney | Contraté un bufete de abogados
bankruptcy | I'm filing for bankruptcy protection, case 26-10443
bankruptcy | I went through bankruptcy and this is included
bankruptcy | Chapter 7 discharge granted 3/14/2025
bankruptcy | my ch. 13 trustee pays you, not me
bankruptcy | The bankruptcy court has this
bankruptcy | I'm bankrupt, talk to the trustee
bankruptcy | mi bancarrota sigue abierta
bankruptcy | hicimos la quiebra el mes pasado
bankruptcy | Me aprobaron el capítulo 7
dispute | I challenge this debt
dispute | I have no idea what this is for and I don't believe I owe it
dispute | this bill was paid by my insurance
dispute | I've never done business with that company
dispute | You charged me twice, the balance isn't accurate
dispute | Not my account!
dispute | I don't owe $900, at most $300
dispute | provide verification of this alleged debt
dispute | That account was closed and paid off
dispute | I am writing to dispute
dispute | this debt is past the statute and I dispute it
dispute | no debo esa cantidad
dispute | Esa deuda ya está pagada
dispute | no conozco a esa compañía ni esa deuda
dispute | quiero que me comprueben la deuda
identity-theft | Someone impersonated me to open this
identity-theft | This is the result of identity theft, see FTC report
identity-theft | my information was used without my permission
identity-theft | I filed an identity theft affidavit
identity-theft | I never had this card, somebody stole my mail and opened it
identity-theft | they used my social security number fraudulently
identity-theft | cuenta abierta por un ladrón con mis datos
identity-theft | soy víctima de robo de identidad
identity-theft | suplantaron mi identidad
death | We regret to inform you that Helen Moore died on May 2
death | my dad passed, please close the account
death | She is no longer alive, I am her niece
death | he passed away from cancer
death | The customer is deceased, I have the certificate
death | My brother died last week and this was his phone
death | the man you are looking for is dead
death | mi papá se murió
death | la titular falleció el año pasado
death | mi marido ya murió
- | I'll settle for 60 percent
- | can someone call me this afternoon
- | what's the last date to pay without a fee
- | stop the auto draft on my checking account please, I switched banks
- | I had to stop at the hospital
- | please use my new email
- | I owe it, I just can't right now
- | My attorney bill is due too so give me a week
- | could I talk to a supervisor
- | is bankruptcy something you report
- | No dispute here, just send the link
- | they shut off my phone, text works now
- | Can you verify my balance?
- | verify the last payment please
- | I don't recognize this number, who is it
- | dead battery, sorry, call in 10
- | my grandmother is ill and I'm flying out
- | do you have my correct number
- | I want to end the payment plan early by paying it all
- | the app says error when I pay
- | my ex says he will pay half
- | Please never mind my last message
- | Is it safe to give my social on this page?
- | send me the forms
- | quit claim deed is attached for the address change
- | contact me by email
- | no calls needed, I paid
- | lost my wallet, waiting for a new card to pay
- | I have the money now
- | the estate sale is on Saturday so I can pay after
- | Am I talking to a robot?
- | sí quiero el descuento
- | ¿qué pasa si no pago?
- | ¿me explican el saldo?
- | no tengo el dinero ahorita
- | pueden parar el cobro automático hasta el viernes?
- | ¿dónde veo mi contrato?
- | perdón, me equivoqué de mensaje
- | mañana les hablo
- | el licenciado Pérez de su oficina me atendió bien
- | mi tarjeta fue robada, ¿puedo pagar con otra?
`;
