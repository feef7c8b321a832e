"""What headings mean: the words that publishers use, compared without case, spaces, camel humps and currency."""

import re
import unicodedata
from collections.abc import Sequence

from tendering.spend_columns.domain import Field

#: Double-encoded byte order marks, and what a `£` became on its way.
_NOISE = re.compile(r"^(\ufeff|ï»¿)+|^\*|\(t\)$|\(\s*[£œ\ufffd\xa3]?\s*\)|\\xa3")
_SEPARATORS = re.compile(r"[\s_]+")
_HUMP, _WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])"), re.compile(r"[^\W_]+")
#: A word's place among others of its kind: of several columns for one field the best is taken.
SPELLINGS: dict[Field, tuple[str, ...]] = {
    Field.PAYER: (
        "organisationlabel organisationname organistionname bodyname nameofbody authorityname entity",
        "departmentfamily departmentalfamily department organisation orgshortname",
    ),
    Field.PAYER_ID: ("organisationuri organisationcode body orgcode nwodiduricode",),
    Field.PAYEE: (
        "finalsuppliername supplierfinal",
        "beneficiaryname supplier(beneficiary)name approvedsupplier(beneficiary)name suppliername vendorname"
        " vendorname2 payee payeename supplierid(t) recipientorg:name recipientname",
        "supplier vendor name name: beneficiary benificiary(merchant) beneficiary(merchant) benificiaryname merchant"
        " merchantname mch.merchantname supplierdescription creditor creditorname",
    ),
    Field.PAYEE_ID: (
        "beneficiaryotherid supplierid supplierno vendorid addressbookno. localsupplierinternalreference"
        " suppliernumber vendornumber",
    ),
    Field.COMPANY: (
        "companieshouseregistrationnumber supplierregisteredcompanynumber comp.regno companyregistraationnumber"
        " companyregistrationnumber companynumber companyno recipientorg:companynumber",
    ),
    Field.CHARITY: (
        "charitycommissionnumber supplierregisteredcharitynumber charitynumber charityno recipientorg:charitynumber",
    ),
    Field.VAT_NUMBER: ("vatregistrationnumber vatregno vatregistrationnum vatnumber vatregistrationno",),
    Field.AMOUNT: (
        "netamount net amount(excludingvat) amountexcludingvat total(excludesvat) invoicelinevalue(netofvat)"
        " invoicelinenetamount expenditureamount(excvat) spend(excludingvat) £ amount amountexcvat amountexvat"
        " amount(exvat) amount(excvat) amountnet"
        " net£ £net netvalue netvalue£ valuenet netofvat amountnetofvat amount(netofvat) netpayment netamountpaid",
        "amountpaid total grandtotal value spend invoicedvalue invoiceamount totalinvoiceamount amountinsterling"
        " distributionamount fin.transactionamount paymentamount"
        " amountawarded paymentvalue totalamount totalpaid",
    ),
    Field.GROSS: ("gross grossamount amountgross amountincludingvat amountincvat amount(incvat)",),
    Field.VAT: ("vat vatamount amountvat",),
    Field.IRRECOVERABLE: (
        "irrecoverablevatamount irrecoverablevat unrecoverablevat nonrecoverablevat nonrecoverablevat£",
    ),
    Field.CURRENCY: ("currency currencycode",),
    Field.SIDE: ("dr/cr cr/dr drcr crdr d/c c/d debit/credit credit/debit debitcredit debitorcredit",),
    Field.DATE: (
        "paymentdate datepaid paiddate paydate dateofpayment datesettled invoicepaymentdate clearingdate"
        " paidon paidondate paymentdt paydt dateofpay paymentmadeon",
        "date dt transactiondate dateoftransaction fin.transactiondate certifieddate",
        "postingdate postedfiscaldate",
        "gldate invoicegldate updated awarddate",
        "invoicedate",
    ),
    Field.PERIOD: ("effectivedate period",),
    Field.REFERENCE: (
        "transactionnumber transactionno transactionno. transactionsnumber transcationnumber transationnumber transno"
        " documentno. documentno sapdocumentnumber documentnumber internalref internalrefnumber hbcrefno hbcrefno."
        " ref.doc.1 paymentreferencenumber uniqueref reference identifier paymentreference"
        " ref docref documentref documentreference transref transactionref transactionreference transactionid"
        " voucherno",
    ),
    Field.LINE: ("seqno sequenceno line",),
    Field.INVOICE: ("invoicenumber invoiceno invoiceno. invoiceref invoicereference",),
    Field.UNIT: (
        "organisationalunit directorate directotate directorate/servicewhereexpenditureincurred"
        " localauthoritydepartment departmentarea servicearea service servicelabel expensearea strgrp(t) strgrpcc"
        " strgrp strgrpcc(t) nstrg(t) nstrg portfolio businessunitdescription servicecostcentre"
        " localauthorityestablishment",
    ),
    Field.CATEGORY: ("servicecategorylabel servicecategoryuri service(sercop) sercopuri bvacop",),
    Field.EXPENSE: (
        "expensetype expensestype expenditurecategory detailedexpendituretype account accountdetail expenditureaccount"
        " costelement g/ldescription g/ldescription. gldescription g/ldescript cipfsubj cipfsubj(t) subjectivename"
        " subjectivedescription expensecode detailedexpenditurecode categoryinternalname",
    ),
    Field.PURPOSE: (
        "purpose purposeofspend purposeofexpenditure expenditurepurpose description narrative originalnarrative"
        " explanation transactiondescription",
    ),
    Field.CLASSIFICATION: (
        "proclasslabel proclasscode proclass proclassdetailslevel1 cpvlabel cpvcode procurementclassification",
    ),
    Field.MERCHANT_CATEGORY: ("merchantcategory merchantcategorydesc merchantcategorycode",),
    Field.CARD: ("cardtransaction p-cardtran tt",),
    Field.CAPITAL: ("capital/revenue cap/rev capitalorrevenue type groupdescription expendituretype",),
    Field.CONTRACT: ("contractref contract contractnumber contractreference order ponumber",),
    Field.VCSE: ("vcsegrant voluntarycommunityandsocialenterprisesupplier",),
    Field.IGNORED: ("recid sortfunction costcuk # inserteddetail columns",),
}
KNOWN: dict[str, tuple[Field, int]] = {
    word: (field, rank)
    for field, ranked in SPELLINGS.items()
    for rank, words in enumerate(ranked)
    for word in words.split()
}
#: Of headings that nobody has listed, those that say enough; each with what they must not say.
LIKELY: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (
        Field.PAYEE,
        re.compile(
            r"(?!.*\b(number|type|post ?code|address|category|class|vat|ref|reference|code|date|amount|id|no)\b)"
            r".*\b(supplier|payee|beneficiary|vendor|merchant|creditor)"
        ),
    ),
    (
        Field.AMOUNT,
        re.compile(r"(?!.*\b(gross|date|number|code|type|including vat|inc vat|incl vat)\b).*\b(amount|net value)\b"),
    ),
    (Field.DATE, re.compile(r"(?!.*\b(invoice|start|end|due|birth|updated?)\b).*(\bdate\b|\bpaid on\b)")),
)
UNLISTED = 9
LONGEST = 100  # characters: longer texts are no headings
#: Dates that are no dates of payment.
OTHER_BASES = frozenset({"gldate", "invoicegldate", "updated", "invoicedate", "awarddate"})


def key_of(heading: str) -> str:
    """A heading as it is compared: as listed, else without what is around its words."""
    text = _SEPARATORS.sub("", unicodedata.normalize("NFKC", heading.strip()).lower())
    stripped = _NOISE.sub("", text)
    spelt = (text, stripped, stripped.rstrip(":."), stripped.replace("£", ""))
    return next((it for it in spelt if it in KNOWN), stripped)


def meaning_of(heading: str) -> tuple[Field, int] | None:
    """What a heading says and how well, from 0; None for one that nobody has listed."""
    key = key_of(heading)
    return KNOWN.get(key) if key else None


def guess_of(heading: str) -> Field | None:
    """What an unlisted heading may say, by its words."""
    if len(heading) > LONGEST:
        return None
    words = " ".join(_WORDS.findall(_HUMP.sub(" ", heading))).lower()
    return next((field for field, pattern in LIKELY if pattern.match(words)), None)


def listed_in(cells: Sequence[str]) -> int:
    """How many cells are headings that somebody has listed."""
    return sum(meaning_of(cell) is not None for cell in cells if cell and len(cell) <= LONGEST)
