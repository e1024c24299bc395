"""What a PDF claims to be, in its metadata (XMP): PDF/A-2b, and PDF/UA-1 unless something is missing for that.

PDF/A asks that every property outside its own list is described in the file (ISO 19005-2, 6.6.2.3.3); LibreOffice
leaves out the description of PDF/UA's.
"""

from __future__ import annotations

import re

from pikepdf import Pdf

_CLAIM = re.compile(rb"\s*<rdf:Description[^>]*>\s*<pdfuaid:part>.*?</rdf:Description>", re.DOTALL)
_END = b"</rdf:RDF>"
_DESCRIBED = b"""<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
 """


def settle_claims(pdf: Pdf, *, accessible: bool) -> None:
    """Describe the claim of PDF/UA as PDF/A asks; without ``accessible`` take it back."""
    about = pdf.Root["/Metadata"].read_bytes()
    if accessible and b"pdfaExtension:schemas" not in about:
        about = about.replace(_END, _DESCRIBED + _END, 1)
    elif not accessible:
        about = _CLAIM.sub(b"", about)
    pdf.Root["/Metadata"].write(about)
