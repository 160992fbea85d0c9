using System.Globalization;
using ComplianceConsole.Documents.Layout;

namespace ComplianceConsole.Documents.Reports;

/// <summary>
/// The act of destruction (policy 2.1(10), 9.4, 9.7, 9.8) or of depersonalisation (2.1(11)): whose data by number alone, what went and from where, on what ground and whether in
/// time, how, who confirmed, who was told, what is still to be destroyed by hand, the ledger's proof and the signatures. It carries no personal
/// data of the subject.
/// </summary>
public sealed class DestructionActReport
{
    private readonly DestructionActModel _model;
    private readonly ReportWords _words;
    private readonly ReportBuilder _report;
    private int _section;

    private DestructionActReport(DestructionActModel model, CultureInfo language)
    {
        _model = model;
        _words = new ReportWords(language);
        _report = new ReportBuilder(language.TwoLetterISOLanguageName, Text(Own("Act_Title")));
    }

    /// <summary>Writes the act.</summary>
    /// <param name="model">What it says.</param>
    /// <param name="language">The language of its reader: English, Russian or Kazakh.</param>
    public static ReportDocument Create(DestructionActModel model, CultureInfo language) => new DestructionActReport(model, language).Write();

    private ReportDocument Write()
    {
        var number = _model.Number.Length > 0 ? _model.Number : _model.Subject;
        _report
            .Issuer(_model.Organisation, _model.Address)
            .Subtitle(_words.Format("Act_Subtitle", number, _words.Moment(_model.DestroyedAt)))
            .Margins(_words.Format(Own("Act_RunningHead"), number), Text("Act_FootNote"))
            .KeyValues(rows =>
                rows.RowIfAny(Text("Act_Number"), _model.Number)
                    .RowIfAny(Text("Act_Organisation"), _model.Organisation)
                    .RowIfAny(Text("Act_Bin"), _model.Bin)
                    .RowIfAny(Text("Act_Responsible"), string.Join(", ", new[] { _model.Responsible, _model.Post }.Where(part => part.Length > 0)))
                    .Row(Text("Act_Subject"), Cell.Of(new CellLine(_model.Subject, Tone.Strong), new CellLine(Text("Act_SubjectNote"), Tone.Muted)))
                    .Row(Text(Own("Act_DestroyedAt")), Cell.Of(new CellLine(_words.Moment(_model.DestroyedAt), Tone.Strong))));
        Ground();
        Data();
        Stores();
        Method();
        Remains();
        Copies();
        Parties();
        Ledger();
        Signatures();
        return _report.Build();
    }

    private void Ground()
    {
        Section("Act_SectionGround");
        _report.KeyValues(rows =>
        {
            rows.Row(Text("Act_Ground"), Cell.Of(new CellLine(_words.Format("Act_Clause", _model.Clause), Tone.Strong), new CellLine(_model.Ground)))
                .RowIfAny(Text("Act_Request"), _model.Request)
                .Row(Text("Act_Decided"), Cell.Of(_model.DecidedBy, new CellLine(_words.Moment(_model.DecidedAt), Tone.Muted)));
            if (_model.ProposedBy.Length > 0)
            {
                rows.Row(
                    Text("Act_Proposed"),
                    Cell.Of(_model.ProposedBy, new CellLine(_model.ProposedAt is { } at ? _words.Moment(at) : "", Tone.Muted)));
            }

            if (_model.BlockedAt is { } blocked)
            {
                rows.Row(Text("Act_Blocked"), Cell.Of(_words.Moment(blocked), new CellLine(Text("Act_Released"), Tone.Muted)));
            }

            rows.Row(
                Text("Act_Due"),
                _model.DueDay is { } due
                    ? Cell.Of(_words.Day(due), new CellLine(Text(Own(_model.IsOnTime ? "Act_OnTime" : "Act_Late")), Tone.Strong))
                    : Text("Act_NoTerm"));
            if (_model.FurtherDueDay is { } further)
            {
                rows.Row(
                    _words.Format("Act_DueFurther", _model.FurtherClause),
                    Cell.Of(
                        _words.Day(further),
                        new CellLine(Text(Own(_model.IsFurtherOnTime ? "Act_OnTime" : "Act_Late")), Tone.Strong),
                        new CellLine(Text("Act_DueFurtherNote"), Tone.Muted)));
            }
        });
    }

    private void Data()
    {
        Section(Own("Act_SectionData"));
        if (_model.Counts is not { } counts)
        {
            _report.Paragraph(Text(Own("Act_NotNoted")));
            return;
        }

        if (_model.Categories.IsEmpty)
        {
            _report.Paragraph(Text("Act_NoFields"));
        }

        _report.Table(table =>
            table.Column(Text("Act_Category"))
                .Column(Text("Act_Fields"), 1.5)
                .Rows(_model.Categories, category => [category.Name, string.Join(", ", category.Fields)])
                .Row(Text("Act_Changes"), _words.Number(counts.Changes))
                .Row(Text("Act_Consents"), _words.Number(counts.Consents))
                .Row(Text("Act_Documents"), _words.Number(counts.Documents))
                .Row(Text("Act_Reports"), _words.Number(counts.Reports))
                .Row(Text("Act_Transfers"), _words.Number(counts.Transfers)));
    }

    private void Stores()
    {
        Section("Act_SectionStores");
        _report.Table(table =>
        {
            table.Column(Text("Act_Store"), 0.9).Column(Text("Act_What"), 1.7);
            foreach (var store in (ReadOnlySpan<string>)["Records", "Keyring", "Search", "Backups"])
            {
                table.Row(Text("Act_Store_" + store), Text(store is "Keyring" ? Own("Act_What_Keyring") : "Act_What_" + store));
            }
        });
    }

    private void Method()
    {
        Section("Act_SectionMethod");
        _report
            .Paragraph(Text(Own("Act_Method")))
            .Paragraph(_words.Format(Own("Act_Statement"), _words.Moment(_model.DestroyedAt), _model.Subject), Tone.Notice)
            .KeyValues(rows => rows.Row(
                Text("Act_Confirmed"),
                _model.Keyrings.IsEmpty ? Text("Act_NoKeyrings") : new Cell([.. _model.Keyrings.Select(name => new CellLine(name))])));
    }

    private void Remains()
    {
        if (_model.Remains is not { } left)
        {
            return;
        }

        Section("Act_SectionRemains");
        _report
            .Paragraph(_words.Format("Act_Remains", _words.Number(left.SmallestGroup)))
            .KeyValues(rows =>
                rows.Row(Text("Act_Remains_Smallest"), _words.Number(left.SmallestGroup))
                    .Row(Text("Act_Remains_Together"), _words.Number(left.Together))
                    .Row(Text("Act_Remains_Whole"), _words.Number(left.Whole))
                    .Row(Text("Act_Remains_Coarsened"), _words.Number(left.Coarsened))
                    .Row(
                        Text("Act_Remains_Suppressed"),
                        _words.Format("Act_Remains_Share", _words.Number(left.Suppressed), _words.Number(100 * left.Suppressed / Math.Max(left.Together, 1)))));
    }

    private void Copies()
    {
        Section("Act_SectionCopies");
        if (_model.Copies.IsEmpty)
        {
            _report.Paragraph(Text("Act_NoCopies"));
            return;
        }

        var outstanding = _model.Copies.Count(copy => copy.DestroyedAt is null);
        if (outstanding > 0)
        {
            _report.Paragraph(_words.Format("Act_Outstanding", _words.Number(outstanding)), Tone.Notice);
        }

        _report.Table(table =>
            table.Column(Text("Act_Copy"))
                .Column(Text("Act_Noted"))
                .Column(Text("Act_CopyDestroyed"), 1.3)
                .Rows(_model.Copies, copy =>
                [
                    _words.Format("Act_CopyName", copy.Kind, copy.Number),
                    _words.Moment(copy.NotedAt),
                    copy.DestroyedAt is { } at
                        ? Cell.Of(new CellLine($"{copy.Disposal}, {_words.Moment(at)}"), new CellLine(copy.By, Tone.Muted))
                        : Cell.Of(new CellLine(Text("Act_NotDestroyed"), Tone.Strong)),
                ]));
    }

    private void Parties()
    {
        Section("Act_SectionParties");
        if (_model.Parties.IsEmpty)
        {
            _report.Paragraph(Text("Act_NoParties"));
            return;
        }

        _report.Table(table =>
            table.Column(Text("Act_Party"), 1.4)
                .Column(Text("Act_Told"))
                .Column(Text("Act_Acknowledged"))
                .Rows(_model.Parties, party =>
                [
                    party.Name,
                    party.SentAt is { } sent ? _words.Moment(sent) : Text("Act_Waits"),
                    party.AcknowledgedAt is { } answered ? _words.Moment(answered) : Text("Act_NotYet"),
                ]));
    }

    private void Ledger()
    {
        Section("Act_SectionLedger");
        var payload = string.Create(
            CultureInfo.InvariantCulture, $"ComplianceConsole act {_model.Number}\n{_model.Entry}\n{_model.Leaf}\n{_model.Root}");
        _report
            .Paragraph(Text(Own("Act_LedgerIntroduction")))
            .Qr(
                payload,
                Text("Act_LedgerCode"),
                new CellLine(Text("Act_Entry"), Tone.Muted),
                _words.Number(_model.Entry),
                new CellLine(Text("Act_Leaf"), Tone.Muted),
                _model.Leaf,
                new CellLine(Text("Act_Root"), Tone.Muted),
                _model.Root);
    }

    private void Signatures()
    {
        Section("Act_SectionSignatures");
        _report.SignatureLine(Text("Act_Responsible"), _model.Responsible, Text("SignatureCaption"));
        if (!string.Equals(_model.DecidedBy, _model.Responsible, StringComparison.Ordinal))
        {
            _report.SignatureLine(Text(_model.ProposedBy.Length > 0 ? "Act_Approver" : "Act_Decider"), _model.DecidedBy, Text("SignatureCaption"));
        }

        if (_model.ProposedBy.Length > 0)
        {
            _report.SignatureLine(Text("Act_Proposer"), _model.ProposedBy, Text("SignatureCaption"));
        }

        _report.SignatureLine(Text("Act_Witness"), "", Text("SignatureCaption"));
    }

    private void Section(string key) =>
        _report.Heading(string.Create(CultureInfo.InvariantCulture, $"{++_section}. {Text(key)}"));

    // An act of depersonalisation says the same but for what remains.
    private string Own(string key) => _model.Remains is null ? key : key + "_Remains";

    private string Text(string key) => _words[key];
}
