/** Messages as people write them, invented, each with what it wishes or tells (- is nothing of the kind). ⏎ is a line break. */
export const english = `
stop-contact | Please stop calling me
stop-contact | stop texting this number
stop-contact | Do not call me again.
stop-contact | Don't contact me anymore
stop-contact | leave me alone!!
stop-contact | Take me off your list
stop-contact | Remove my number from your system please
stop-contact | I want you to cease all communication with me.
stop-contact | CEASE AND DESIST
stop-contact | quit harassing me every single day
stop-contact | no more calls please
stop-contact | lose my number
stop-contact | I do not wish to be contacted about this
stop-contact | I revoke my consent to be called or texted
stop-contact | Unsubscribe me from these emails
stop-contact | Hi, this is Ada. Could you please stop emailing my work address? Thanks
stop-contact | Per the FDCPA I am asking you to stop contacting me by any means.
stop-contact | I've asked three times already. STOP CALLING.
stop-contact | pls stop the messages
stop-contact | I don't want to hear from you people ever again
stop-contact | Opt me out of everything
stop-contact | never call here again
stop-contact | delete my phone number and don't text me
stop-contact | You need to stop bothering my mother
stop-contact | Stop sending me letters
stop-contact | please stop
stop-contact | I don’t want any more texts from you
stop-contact | go away and stop writing to me
stop-contact | Don't ever call my job again
stop-contact | further contact is not welcome, do not contact me
attorney | I have hired an attorney, contact her from now on
attorney | I have a lawyer now
attorney | Please direct all communication to my attorney
attorney | My lawyer is handling this
attorney | we are represented by counsel in this matter
attorney | Talk to my lawyer
attorney | I've retained a law firm, Smith & Wu LLP
attorney | you can speak with our attorney at 602-555-0111
attorney | I am represented by an attorney. Do you have his number?
attorney | my attorney will be in touch with you
attorney | I got a lawyer for this account
attorney | All further correspondence should be sent to my lawyer, Ms Perez.
attorney | Legal aid is representing me
attorney | Contact my legal counsel regarding this debt
attorney | My attorney told me not to talk to you, call him
attorney | I've got an attorney working on all my debts
bankruptcy | I filed for bankruptcy last month
bankruptcy | I filed chapter 7 in March
bankruptcy | We are in Chapter 13
bankruptcy | this debt was included in my bankruptcy
bankruptcy | my bankruptcy case number is 24-10231
bankruptcy | I declared bankruptcy, here is the trustee
bankruptcy | I'm going through bankruptcy right now
bankruptcy | My husband and I filed a petition for bankruptcy
bankruptcy | This was discharged in bankruptcy in 2022
bankruptcy | There is an automatic stay. Violating it is illegal.
bankruptcy | I have filed bankrupcy chapter 7
bankruptcy | I am bankrupt
bankruptcy | that account got wiped out in my chapter 7
attorney,bankruptcy | Our bankruptcy attorney filed the papers on Tuesday
bankruptcy | I'm in bankruptcy
dispute | I dispute this debt
dispute | I am disputing the amount
dispute | This is not my debt
dispute | I don't owe you anything
dispute | I do not owe this money
dispute | I already paid this off in 2021
dispute | The balance is wrong
dispute | please send me validation of the debt
dispute | I need you to verify this debt before I pay
dispute | Prove that I owe this
dispute | I never had an account with Prairie Bank
dispute | I'd like to contest this charge
dispute | that isn't mine
dispute | You have the wrong amount, I returned the couch
dispute | We want to dispute the validity of this debt or any part of it
dispute | This account is not mine, I've never opened it
dispute | I settled this with the original bank two years ago
dispute | the total you show is incorrect
dispute | I hereby dispute the above referenced debt in its entirety.
dispute | paid this in full directly to the store
dispute | send proof of the debt or go away
dispute | I never received the goods so I am not paying, this bill is not valid
dispute | What is this? not my loan
identity-theft | I am a victim of identity theft
identity-theft | Someone stole my identity
identity-theft | somebody opened this account in my name
identity-theft | My identity was stolen in 2023 and I filed a police report
identity-theft | this is a fraudulent account
identity-theft | My ex used my social to get this card
identity-theft | This loan was taken out without my knowledge
identity-theft | I reported identity theft to the FTC
identity-theft | someone used my information to apply for this
identity-theft | fraudulent charges, not me
identity-theft | I have an FTC affidavit and police report for this
identity-theft | my ID got stolen and they opened cards with it
identity-theft | identity theft!!! I never lived in Ohio
death | My husband John passed away in May
death | He died last year
death | She is deceased
death | The person you are trying to reach is dead
death | Mr. Ortiz passed away on June 3. Please update your records.
death | I am her daughter, she died in January
death | attached is the death certificate
death | I'm the executor of his estate
death | my mom, Mary Lee, has died. This was her account
death | Ada is no longer with us
death | you are calling about my late father, he passed two weeks ago
death | the account holder is deceased
death | Please stop, my wife died
stop-contact,attorney | Stop calling me, I have an attorney
stop-contact,dispute | This is not my debt, stop calling
attorney,bankruptcy | My lawyer is handling my bankruptcy
dispute,identity-theft | I dispute this debt, my identity was stolen
stop-contact,bankruptcy | Quit contacting me. I filed chapter 13.
dispute,stop-contact | I don't owe this. Take me off your call list
- | I'll stop by the office on Friday
- | my lawyer is great, I'll pay
- | Can you call me tomorrow at 5?
- | yes
- | ok thanks
- | I will pay on the 15th
- | How much do I owe?
- | What is my balance?
- | Please call me back
- | Who is this?
- | I don't have a lawyer and can't afford one
- | do I need a lawyer for this?
- | my brother is a lawyer
- | I'm trying to avoid bankruptcy so please work with me
- | I don't want to file bankruptcy
- | I might have to file for bankruptcy if this goes on
- | I'm not disputing it, just need more time
- | I don't dispute the debt
- | my phone died, sorry
- | my battery is dead, will call later
- | My car died and I had to fix it first
- | The stop sign on Main? yes next to it
- | can I stop the autopay?
- | please stop the payment scheduled for tomorrow
- | Why did you stop calling? I was waiting
- | don't stop sending me the statements
- | I didn't get the letter you sent
- | my mother passed away so I was late on the payment, I can pay next week
- | Is this a scam?
- | Do you offer identity theft protection?
- | how do I verify my identity to log in
- | I paid this morning through the link
- | I already paid today, thanks
- | I owe you an apology, I forgot
- | when does the payment plan start
- | Could you text instead of call?
- | Call my cell instead please
- | send it to my new address: 12 Elm St
- | Is the amount with interest?
- | What attorney general office regulates you?
- | The end of the month works
- | I want to settle, what can you offer
- | Can I pay $50 a month?
- | I lost my job, need help
- | the link does not work
- | Sorry wrong button
- | My number changed to 602-555-0188
- | Thank you for stopping by
- | I would like to set up payments
- | please don't call before 9 am
- | Don't call after 8pm, I work nights
- | I can't talk right now
- | he will pay you tomorrow
- | this account is my husband's and mine
- | Yes this is my debt
- | Is my debt with Prairie Bank still open?
- | I never got your email
- | no problem
- | lol ok
- | Do I owe anything else?
- | I need a letter that says paid in full when I finish
- | Could you resend the validation notice? I lost it
- | Dead tired today, will call you tomorrow
- | you guys are killing me with these fees
- | this will bankrupt me if you add more fees
- | If I get a lawyer will you lower it?
- | I fired my lawyer, let's just talk
- | my estate agent will send you the new address
- | I live on Cease Street
- | cancel my appointment please
- | I moved, please send letters to the new place
- | can you remove the late fee
- | take the payment off my card ending 4242
- | remove the hold on my account so I can pay
- | is there a discount if I pay all
- | I get paid on Fridays
- | the stop order was for another card
- | I have no dispute with you
- | not today
- | Ok, deal.
- | What happens if I don't pay?
- | I am the attorney for the city but this is personal, how do I pay
- | Please call me, my phone is 602-555-0123
- | I called and nobody answered
- | Yes stop sending paper, email is fine
- | Sure.⏎⏎On Mon, Nov 16, 2026 at 9:00 AM Demo Collections wrote:⏎> If you dispute this debt, or have a lawyer, tell us. Reply STOP to stop emails.
- | I will pay Friday.⏎> stop calling me⏎> I have an attorney
- | Thanks⏎-----Original Message-----⏎From: Demo <help@demo.example>⏎You have the right to dispute this debt. If you filed for bankruptcy this is not an attempt to collect.
stop-contact | Do not contact me again.⏎⏎On Mon, Nov 16, 2026 at 9:00 AM Demo Collections wrote:⏎> You can pay online.
`;
