"""Common English words, most frequent first: they need no repair, and they weigh little."""

from __future__ import annotations

from typing import Final

from amtrainer.scoring.words import row

RANKED: Final = tuple(
    row("""
    the and you it to is in for not that your on of we with have so one what this me will can do would are from at
    no be if there my by two our before first good then or am people us up only know as who was time like say all
    year has ask now after thank about which when out tell an but they minutes three today may take because call
    percent how them here go day also week days want nobody let come please something had did every get look see
    weeks thing send back over last could six morning four next other th since same until down well got been should
    off does need than must page where side more some new way both think contract too half each just give again
    write read put make very team hear wrong month yes years still five were end paper nothing list keep open
    somebody price always any second right account line already own million number ten hour goes live maybe anything
    without company answer person change report really start much said never data tomorrow full their board through
    system most everything show use going many told months left work else small asked shall quarter ring money
    client hours understand rather done eight sign name things file together hand bad leave coffee export he talk
    order another came whole sorry late office everybody check why better date later till value boss night bring
    great round view test fine yours those went gets phone run tonight twelve she manager thanks pay find short word
    even point once per shift these comes mine kind kindly plan says bank cost question stop old records okay
    working stay wait reason course house customer sit mail into minute log speak alarm such lot straight decide
    third ours being long myself desk front finance big paid nine rest twenty hotel compliance table takes real bit
    while room its whatever hope took her love against whoever help yet different head having true part his single
    note him load feel past sure decision everyone made happy clients signed guarantee direct respect site uh sheet
    writing someone director instead seen behind written coming result stock accept support news cap heard summary
    request hundred listen best thirty mobile screen um within honestly worth evening away either move asking tea
    fully forecast customers family lines ninety shoot free templates ever around ticket satellite message works
    offer less under little slides afterwards needs whether believe costs gave project numbers running far set
    colleague rule share users texts term summer personally business important reach learn anybody means moved
    colleagues box bill enough changed close renewal contact anyway notice product language balances noon option
    problem promise otherwise quick presentation try home exactly warm pick reading fault wanted perhaps gone might
    job happened code customs plant runs anyone brief crew calling reports carry mean possible inside hold figure
    target fair questions alone glad found dose between ready fourteen delivery polymer door honest lead place
    overtime finish picture taking training liability limit alumni san audit above wants hi step suggest touch unit
    hospitals letter sent case afternoon makes meters stays fix licence mind names complete dead clinics yeah
    calibration drop ahead man ones decides signature depot sowing trial itself cause spring risk points words tool
    committed doing looking stand present knows regards billing forty sir correct department validated prepared
    papers rebate pays clerk reminders confirmed calendar dates network cold though clear manual giving budget
    choose success solution few quality patient outpatient software prefer actually clause used keeps management
    service form forget seven sample hard decided follow version sentence locked sitting yourself ha usage
    conference brought welcome regions nice emergency called telephone shows needed security location kept content
    buy game tender appreciate soon others least sits argue saving deal middle remember trust dealer happen reasons
    changes zero owner fourth interface pass easy partnership technical mistake inspection matter prescriptions
    upstairs hands agree dirhams visit times plus exception meter thousand story guys talking sixty waiting meet
    shipment slow rounds worry walk angry looked folks duty switched interest teams bookings tickets demo cell
    closes reminder access started notes landing calls seats vaccine sales lost hello longer throw build happens
    agreed wish season field break whose feeling moment double moves draft planned starts confirm thinking truck
    guest film stands high leading meeting shipments issue explain process text propose closed met roadmap forward
    guess built sort floor cut due platform saw origin chain stuck suppose guy app road eleven clinic missing lunch
    shop discussed lock twice seconds asks understood looks given ok outs whenever sleep badly systems sends
    extremely friendly usually example patience rang claim frankly empty outside prepare follows count save email
    relationship sincerely hospitality index hearing public autumn payment bills themselves probably worse calm ways
    corrected supplier further extra happening available included finished proposal useful survey busy selling co
    grateful package staff across thought mails accounts controller screens known record lose failover sentences
    neither add yearly hang cellular trainings worst ends stopped saved received wife sensors sensor offline kroner
    noted answers gap paying suits saying during peace telling user modules early truly journey final planning safe
    carried ministry inspectors weekly details status heavy mention helps tests legal therefore receive pleasure
    apologise lying eat leaves win clean large miss stops revenue manage weekend turned stage photo engineers signal
    building missed machine wonderful document adoption ins using mid size boiler none introduction wording
    comfortable whom programme book reply train measure making buyer push faster play flight payroll engineering
    worked clock opinion simply tree regulator officer getting difficult quite levy wrote failure eyes row financing
    er sooner battery compare sum allowed offers winter sees market switch suppliers directly afraid respected
    pressure pilot remain certainly brochure industry experience safety organisation certain detail highest honour
    aware penalty face quiet mother cent posted begin deliver excellent responsible allow energy entire beyond gives
    prices became idea becomes st able fail spend top fixed somewhere imagine cycle sharing transparent recovery
    housings madam surprise complaints perfectly polite approved matters openly standing level normal world turn
    sound sell reference dairy naturally beautiful conflict wall cross speaks hotels guests slide tells position
    shut adjuster kids checked claims couple taken social loss guaranteed seat pen unlimited firm standard alarms
    rings driver generally median terms beginning forensic ought protection bigger won failed stuff voice bought
    learned conversation firms dollar consultant deck item annual commitment return wow active figures section
    worries disturb friends amount felt criteria convinced delighted additional outcome transparency information
    patients cases saves increase circular become raise logistics easier stood films errors freeze repair
    stakeholders base validation fields meantime expected invoices rate shown regular privilege delay leads card
    speaking latest problems perfect opens facts plenty sometimes brings simple label review noticed senior manner
    satisfaction picked doctor rush module op marketing lay smaller operators boots trouble answered changing
    routine starting margin interrupt cooperation below chat container custody whichever hurts dollars law brother
    along decent adjusters theirs group approval correction union route regret exists verified fell role vendor
    desks damage gonna sense forensics copy student loop buried weekends district evenings stayed opened sat strong
    parking fear grid dog expect gift settled inbox ringing scope minus alternative authority cheaper fall
    particular options valid finds uses sounds sold connect reads city opportunities gladly entirely leaving
    currently projects understanding hospital priority responsibility private applies units near reached credit
    error continue loses post basically generous situation conditions courtesy mouth hide discuss expensive
    deliveries son uncle school carrying import socialise space recommendation landed baseline depends partners
    quote roads advice hurry passes loading handling sorted automatic positive permit including dedicated internal
    serve feedback heart nor timing topic slot openness sides goal covers agreement joint effort rd align strategic
    monthly dropped re persons holidays steps heads assure predecessor rung properly plate template pm shout lovely
    opportunity unused complaint exciting satisfied meetings managers skip favour references apply cash ah headache
    booking picks thousandth according judge material super proud dashboard general history enjoy wonder exporters
    furniture convenient principle reporting absolutely figured proof pretend began weak closing rand inconvenience
    quickly following beat nurse replace score lands machines bottom lawyer trusted chair pipeline key coverage
    human grey led visible newspaper students copied elsewhere repeat production logged event click nature fee gigs
    instance fifteen spare tiny depots mindset forgot aligned breakfast knew himself weather sweet type handled
    listening friend counts rates hot bid fill loud mostly bag likes scene yen total levers prepayment purchasing
    completely cheap dinner internally beside light black green versions waste pocket attached concerns serious
    competitors planners parts normally spreadsheets however limits greatest advantage disposal regarding stories
    development holding commercial digital esteemed overall attention towards ward invoice update showed pause
    almost ringgit developers caught yesterday capped dare lah everywhere fortnightly cancelled sweets letters
    adjustment surely although holds choice region rise buying daughter documents dig sampling discussion exposure
    exceptions ran reais bite confess boring delivered mess tick departments self lounge leadership several
    solutions arrange grow housing capacity block handle personal delivers air frozen differ exchange weight drink
    breathe nights untouched ball structured unpack executive protect walked watched wishing professional continuous
    regard improvement poor grand members tried bundle candidate silent checking silence men growth events
    connection steam preparing control curve contacts branch recommend crews mate boilers typing aim starter alive
    property waited sites chooses advise hit headline trained turnover messages procedure root mix finally behalf
    interesting confident traceability internet flexible timber supply hiring chi ad enter pretty spoken narrative
    driven driving main tour wishes spirit impressive measured books revert salaries portal shouting media
    automatically shoes reaching confidence fallen hangs vendors consider intuitive webinars criterion reception
    inherited falls ago chance discount circulate land higher among lie meant houses trade relation lies accident
    sleeping mountain temperature trucks immediately picking drops memory acknowledge stores forwards pull store
    agenda phones tracking apologies operations viewed evidence activity slowly viewable press swear red gotta
    totally mode suspect register tight print park breath vote teachers parents north seeing food drivers complained
    pair rain proper multi university script referrals named biggest create died requires handed care fewer daily
    rules chart impact midnight auto receiving governance fifty resonate pricing carries separate merely slip gather
    sugar interim anywhere focused hits cells alright arithmetic dress window lever sixth writes projector laptop
    deviation visitor sometime meanwhile feels include residual reasonable grandfather buys targets odd catch
    contain car promising calculation gateway firmware installation area button calculated expects fact achieve
    procurement tenders vaccines talks pages tractors harvest suitable objection politely length ignore maker
    halfway sane puts blessing largest distributor slots implementation curious automated leader forecasting
    comprehensive investment digitalisation companies carefully considered modern experienced dashboards chase
    involved suit directors dedication extraordinary assured analysis hesitate testing complex power empathy blame
    ownership checks promised entitled conscious child doctors finding rose volume packaging shortly unfortunately
    environment warmest possibilities waive hungry dirham fortnight heat vanish strangers debt garbage fight calmly
    scenario remediation scenarios frame appropriate legacy invalid cooked priced treat slept tablet frank utility
    cleaning knowing expectation indeed expecting slipped owe hurt paperwork complain ups member downs continuously
    sustainable pleasant plants airport loads vice president local pallet returns anymore creative fantastic
    opinions constructive families collaboration common natural apart touched confirms peso protected solve kick
    candour invites partner wins cadence touchpoint engagement dark explaining link valuable introduce valued
    convenience needful continued services greetings schedule sincere logging quit lab includes files premium signs
    transmit install results finest appreciation leisure hearts referral specific shifts drying clarify notebook
    magnificent secret pity interested seriously ticked begging replies fixes euros cake staffing commission chuffed
    turning country pack challenge improved passed objective releases response committee steering sprint structural
    famous features overview placed category wood wasting vision disturbing cloud compliant advertisement ya
    appointment putting often invite advert argument roughly headroom compression comparison shot harbour consulting
    rolls whereas quicker net thorough mutual busiest selection triage background losing smart shake ages threw spot
    keeping ship previous shared payday backup availability earliest wanting frustration urgency bringing caused
    differences solved activation bugs rubbish advantages knowledge nevertheless congratulate gates owned goals
    respond acceptable decisions fit demonstration loved terrible seventy uncapped priorities practice explore
    strings riyal comments throughout deeper fast fruitful deepest packages settle limited policy impossible flow
    shapes approve track logger readings probe presses watch acknowledged trips hitting reefer detected escalated
    centric flip sufficient alignment current resilience remote technology accepts possibly notify misuse inform
    draw accordingly monitoring necessary measures state invest premature statement factual spotted drafted
    definitely heading possibility password bot altitude headquarters mines tested tries forms plainly nineteen
    orders provided visitors arrive held doable registration logo excited importance birthday website bits apology
    voters somehow sad schools pencil voted slack cards admit informing trusts liked creation whitespace unlocks
    based lifecycle interviews shops listened corridor drove guide arguing core learnings agreeable chief printed
    failures handover promises hears tears laughed licences analyst deals practically blocks receptionist warehouse
    mainly existing secretaries pandemic offices jump permission opener barbecue gym euro enterprise task lists
    potential counted places admin function path herself worried objections ourselves clearly drive gaps server
    reckon fella actual demos water basis productive wine portfolio invited exist games banner sponsors operate
    plans tech surprised culture fluent tools stages spent gosh flying generated generation search pitch applause
    messaged dental posting champion makers platforms scale profile acceptance operation comment persistence sale
    nowhere answering shifted father insurance signals needle toilet band expectations communicate equipment eh
    nearest shouts queue mentioned studied agrees tradition talked muddle assistant trader balance sofa spoke
    becoming separately taste street basketball trading gifts swap buddy bucks grab smile movement benchmark model
    circle totals purely broader calculate contains approves bunch deadline lapse sheets gate fifth waits wear
    scripts sec speech doors flowers pistachios fighting raw deserve nephew fits purpose rhythm glasses reconnect
    pulled fun appreciated macro economics enabler stronger scrub chairs bottleneck thinks performance action
    surface leavers informed managing plain throwing cool breaks banks feet ashamed agency commit camera contracted
    onto roll appointments butter dentist flat defend perspective deliverable doubt float insurer plane eaten lift
    suiting shape cover items counterpart stoppage hm excuse dial halves exports copying program strikes tear
    conflicts followed strike address envelope portals noisy longest reality children mast stretch map favourite
    deserved salesperson grades series allows accepted accepting added adjust advance affect afford announce appear
    aside assume attach average avoid bear belong benefit borrow bother bound broken cancel capable careful charge
    collect comfort compete concern condition crisis critical danger declare deep define degree demand depend
    describe develop difference earn effect employ ensure equal escalate especially estimate exact except expense
    extend false familiar focus force gain grant habit harm hate health immediate improve insist intend involve join
    lack launch life low lower luck maintain major mandate mark method minimum minor negotiate object obvious
    organise original period piece prevent produce profit progress prove provide purchase range react recent recover
    reduce refer refuse reject relate release rely remind remove renew rent require rescue resolve retain secure
    seem sharp similar soft source special split strategy stress study subject submit succeed sudden suffer theme
    threat tough toward transfer travel truth unless upset urgent usual various warn wide willing young mete metre
    """)
)
KNOWN: Final = frozenset(RANKED)
