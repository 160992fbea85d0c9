using System.Globalization;
using ComplianceConsole.Documents.Layout;

namespace ComplianceConsole.Documents.Reports;

/// <summary>
/// The receipt of a subject's consents (policy 4.3): who gave it to whom, for which purposes and data, what happened to it since, to whom
/// data may go, and how it is withdrawn. The same stands in <see cref="ConsentReceiptJson"/> for machines.
/// </summary>
public static class ConsentReceipt
{
    /// <summary>Writes the receipt.</summary>
    /// <param name="model">What it says.</param>
    /// <param name="language">The language of its reader: English, Russian or Kazakh.</param>
    public static ReportDocument Create(ConsentReceiptModel model, CultureInfo language)
    {
        var words = new ReportWords(language);
        var report = new ReportBuilder(language.TwoLetterISOLanguageName, words["Receipt_Title"])
            .Issuer(model.Issuer.Name, model.Issuer.PostalAddress)
            .Subtitle(words.Format("Receipt_Subtitle", model.ReceiptNumber, words.Moment(model.IssuedAt)))
            .Margins(words.Format("Receipt_RunningHead", model.ReceiptNumber), words["FootNote"])
            .Paragraph(words["Receipt_Introduction"])
            .KeyValues(rows =>
                rows.Row(words["Receipt_Subject"], Cell.Of(new CellLine(model.SubjectName, Tone.Strong), new CellLine(model.SubjectNumber, Tone.Muted)))
                    .Row(words["Receipt_Operator"], Cell.Of(new CellLine(model.Issuer.Name), new CellLine(words.Format("Receipt_Bin", model.IssuerBin), Tone.Muted)))
                    .RowIfAny(words["Receipt_Policy"], model.PolicyVersion))
            .Heading(words["Receipt_Purposes"]);
        if (model.Purposes.IsEmpty)
        {
            report.Paragraph(words["Receipt_NoPurposes"]);
        }
        else
        {
            report.Table(table =>
                table
                    .Column(words["Receipt_Purpose"], 1.3)
                    .Column(words["Receipt_Data"], 1.3)
                    .Column(words["Receipt_State"], 0.8)
                    .Rows(model.Purposes, purpose =>
                    [
                        Cell.Of(new CellLine(purpose.Title), new CellLine($"{purpose.Code}, {purpose.GroundTitle}", Tone.Muted)),
                        string.Join(", ", purpose.Fields.Select(field => field.Name)),
                        words[purpose.IsCovered ? "Receipt_Covered" : "Receipt_NotCovered"],
                    ]));
        }

        report
            .Heading(words["Receipt_Events"])
            .Table(table =>
                table
                    .Column(words["Receipt_When"], 0.8)
                    .Column(words["Receipt_What"], 1.6)
                    .Column(words["Receipt_Term"], 0.8)
                    .Rows(model.Events, one =>
                    [
                        words.Moment(one.At),
                        Cell.Of(
                            new CellLine(one.Sentence),
                            new CellLine(words.Format("Receipt_Under", one.PolicyVersion, one.Channel, string.Join(", ", one.Purposes)), Tone.Muted)),
                        one.Until is { } until ? words.Day(until) : words["Receipt_NoTerm"],
                    ]))
            .Heading(words["Receipt_ThirdParties"]);
        if (model.ThirdParties.IsEmpty)
        {
            report.Paragraph(words["Receipt_NoThirdParties"]);
        }
        else
        {
            report.Table(table =>
                table
                    .Column(words["Receipt_Party"], 1.4)
                    .Column(words["Receipt_Country"], 0.7)
                    .Column(words["Receipt_For"], 0.9)
                    .Rows(model.ThirdParties, party =>
                    [
                        Cell.Of(new CellLine(party.Name), new CellLine(party.Address, Tone.Muted)),
                        party.Country,
                        string.Join(", ", party.Purposes),
                    ]));
        }

        return report
            .Heading(words["Receipt_Withdrawal"])
            .Paragraph(words.Format("Receipt_HowToWithdraw", model.Issuer.PostalAddress, model.Issuer.Email))
            .Build();
    }
}
