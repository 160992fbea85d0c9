using System.Globalization;
using System.Text;
using System.Xml;

namespace ComplianceConsole.Documents.Pdf;

/// <summary>The metadata of a document as XMP.</summary>
internal static class XmpPacket
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string Xmp = "http://ns.adobe.com/xap/1.0/";
    private const string Pdf = "http://ns.adobe.com/pdf/1.3/";

    /// <summary>Writes the packet in UTF-8.</summary>
    public static byte[] Write(PdfMetadata metadata, string producer)
    {
        using var bytes = new MemoryStream();
        bytes.Write("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"u8);
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" }))
        {
            var created = metadata.Created.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            xml.WriteStartElement("x", "xmpmeta", "adobe:ns:meta/");
            xml.WriteStartElement("rdf", "RDF", Rdf);
            xml.WriteStartElement("rdf", "Description", Rdf);
            xml.WriteAttributeString("rdf", "about", Rdf, string.Empty);
            xml.WriteElementString("dc", "format", DublinCore, "application/pdf");
            WriteList(xml, "title", "Alt", metadata.Title);
            WriteList(xml, "creator", "Seq", metadata.Author);
            WriteList(xml, "language", "Bag", metadata.Language);
            xml.WriteElementString("xmp", "CreateDate", Xmp, created);
            xml.WriteElementString("xmp", "ModifyDate", Xmp, created);
            xml.WriteElementString("pdf", "Producer", Pdf, producer);
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        bytes.Write("\n<?xpacket end=\"r\"?>"u8);
        return bytes.ToArray();
    }

    private static void WriteList(XmlWriter xml, string property, string container, string value)
    {
        xml.WriteStartElement("dc", property, DublinCore);
        xml.WriteStartElement("rdf", container, Rdf);
        xml.WriteStartElement("rdf", "li", Rdf);
        if (string.Equals(container, "Alt", StringComparison.Ordinal))
        {
            xml.WriteAttributeString("xml", "lang", ns: null, "x-default");
        }

        xml.WriteString(value);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
