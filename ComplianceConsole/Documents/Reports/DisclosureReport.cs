using System.Collections.Immutable;
using System.Globalization;
using ComplianceConsole.Documents.Layout;

namespace ComplianceConsole.Documents.Reports;

/// <summary>
/// The report that answers a request for disclosure (policy 9.1, 9.2): who asked, who the subject is, every field held, the
/// history of consent, transfers, requests and corrections, who looked, periods of keeping, rights, the ledger's state and
/// the signature, in this order. Never in it: a password, a whole bank card number.
/// </summary>
public sealed class DisclosureReport
{
    private readonly DisclosureModel _model;
    private readonly ReportWords _words;
    private readonly ReportBuilder _report;
    private int _section;

    private DisclosureReport(DisclosureModel model, CultureInfo language)
    {
        _model = model;
        _words = new ReportWords(language);
        _report = new ReportBuilder(language.TwoLetterISOLanguageName, Text("Title"));
    }

    /// <summary>Writes the report.</summary>
    /// <param name="model">What it says.</param>
    /// <param name="language">The language of its reader: English, Russian or Kazakh.</param>
    public static ReportDocument Create(DisclosureModel model, CultureInfo language) => new DisclosureReport(model, language).Write();

    private ReportDocument Write()
    {
        _report
            .Issuer(_model.Issuer.Name, _model.Issuer.PostalAddress)
            .Subtitle(_words.Format("Subtitle", _model.ReportNumber, _words.Moment(_model.PreparedAt)))
            .Margins(_words.Format("RunningHead", _model.ReportNumber), Text("FootNote"))
            .Paragraph(_words.Format("Introduction", _model.Issuer.Name));
        Request();
        Subject();
        if (_model.Subject is not null)
        {
            Data();
            Consents();
            Transfers();
            History();
            Access();
            Retention();
        }

        Rights();
        Ledger();
        Signature();
        return _report.Build();
    }

    private void Request()
    {
        var request = _model.Request;
        Section("SectionRequest");
        var capacity = request.ByRepresentative
            ? Cell.Of(Text("CapacityRepresentative"), _words.Beside("Authority", _words.Free(request.Authority)))
            : Cell.Of(Text("CapacitySubject"));
        var due = Cell.Of(new CellLine(_words.Day(request.DueDate), Tone.Strong), new CellLine(Text("DueCounted"), Tone.Muted));
        _report.KeyValues(rows =>
            rows.Row(Text("Requester"), request.Requester)
                .Row(Text("Capacity"), capacity)
                .Row(Text("RequestNumber"), request.Number)
                .RowIfAny(Text("Channel"), request.Channel)
                .Row(Text("ReceivedAt"), _words.Moment(request.ReceivedAt))
                .RowIfAny(Text("IdentityCheck"), CardNumbers.Mask(request.IdentityCheck))
                .Row(Text("DueDate"), due));
    }

    private void Subject()
    {
        Section("SectionSubject");
        if (_model.Subject is not { } subject)
        {
            _report.Paragraph(_words.Format("NothingHeld", _words.Moment(_model.PreparedAt), _model.Issuer.Name), Tone.Notice);
            _report.Paragraph(Text("NothingHeldAdvice"));
            return;
        }

        _report.KeyValues(rows =>
            rows.Row(Text("SubjectName"), Cell.Of(new CellLine(subject.Name, Tone.Strong)))
                .Row(Text("SubjectNumber"), subject.Number)
                .Row(Text("SubjectState"), subject.State)
                .Row(Text("RegisteredAt"), _words.Moment(subject.RegisteredAt))
                .RowIfAny(Text("Representative"), subject.Representative));
    }

    private void Data()
    {
        Section("SectionData");
        if (_model.Fields.IsEmpty)
        {
            _report.Paragraph(Text("NoData"));
        }

        foreach (var group in _model.Fields)
        {
            _report.Heading(group.Name, level: 2);
            _report.Table(table =>
                table
                    .Column(Text("ColumnData"), 1.15)
                    .Column(Text("ColumnPurpose"), 1.35)
                    .Column(Text("ColumnSource"))
                    .Rows(group.Fields, field => [Held(field), Why(field), Whence(field)]));
        }
    }

    private Cell Held(HeldField field) =>
        Cell.Of(new CellLine(field.Name, Tone.Muted), new CellLine(_words.Value(field.Kind, field.Value), Tone.Strong));

    private Cell Why(HeldField field) =>
        new([.. field.Purposes.Select(purpose => new CellLine(purpose)), _words.Beside("Ground", field.Ground)]);

    private Cell Whence(HeldField field) => Cell.Of(field.Source, _words.Beside("ChangedAt", _words.Moment(field.ChangedAt)));

    private void Consents()
    {
        Section("SectionConsents");
        if (_model.Consents.IsEmpty)
        {
            _report.Paragraph(Text("NoConsents"));
            return;
        }

        _report.Timeline(
            _model.Consents.Select(item => new TimelineEvent(
                _words.Moment(item.At),
                item.Sentence,
                [
                    .. _words.Detail("ConsentPolicy", item.PolicyVersion),
                    .. _words.Detail("ConsentPurposes", string.Join("; ", item.Purposes)),
                    .. _words.Detail("ConsentChannel", item.Channel),
                    .. _words.Detail("ConsentProof", CardNumbers.Mask(item.Proof)),
                ],
                item.BeginsGap)));
    }

    private void Transfers()
    {
        Section("SectionTransfers");
        Table(
            "NoTransfers",
            _model.Transfers,
            table => table.Column(Text("ColumnWhen"), 0.8).Column(Text("ColumnRecipient")).Column(Text("ColumnTransferred")).Column(Text("ColumnPurpose"), 1.3),
            item =>
                [
                    _words.Moment(item.At),
                    new([item.Recipient, .. _words.Detail("CrossBorder", item.Country).Select(text => new CellLine(text, Tone.Muted))]),
                    item.Fields,
                    Cell.Of(item.Purpose, _words.Beside("Ground", item.Ground)),
                ]);
    }

    private void History()
    {
        Section("SectionHistory");
        _report.Heading(Text("Requests"), level: 2);
        Table(
            "NoRequests",
            _model.Requests,
            table => table.Column(Text("ColumnNumber"), 0.7).Column(Text("ColumnRequest"), 1.2).Column(Text("ColumnReceived")).Column(Text("ColumnOutcome"), 1.3),
            item => [item.Number, item.Kind, _words.Moment(item.ReceivedAt), _words.Free(item.Outcome)]);
        _report.Heading(Text("Corrections"), level: 2);
        Table(
            "NoCorrections",
            _model.Corrections,
            table => table.Column(Text("ColumnWhen"), 0.8).Column(Text("ColumnField"), 0.8).Column(Text("ColumnChange"), 1.3).Column(Text("ColumnEvidence"), 1.1),
            item =>
                [
                    _words.Moment(item.At),
                    item.Field,
                    Cell.Of(
                        _words.Beside("ChangedFrom", _words.Value(item.Kind, item.Before)),
                        _words.Format("ChangedTo", _words.Value(item.Kind, item.After))),
                    Cell.Of(_words.Free(item.Evidence), new CellLine(item.OnWhoseWord, Tone.Muted)),
                ]);
    }

    private void Access()
    {
        Section("SectionAccess");
        if (!_model.Access.IsEmpty)
        {
            _report.Paragraph(Text("AccessIntroduction"));
        }

        Table(
            "NoAccess",
            _model.Access,
            table => table.Column(Text("ColumnWhen"), 1.2).Column(Text("ColumnWho")).Column(Text("ColumnAction")).Column(Text("ColumnUse"), 1.3),
            item => [_words.Moment(item.At), item.Who, item.Action, item.Purpose]);
    }

    private void Retention()
    {
        Section("SectionRetention");
        Table(
            "NoRetention",
            _model.Retention,
            table => table.Column(Text("ColumnData")).Column(Text("ColumnUntil"), 1.1).Column(Text("ColumnBasis"), 1.3),
            item => [item.Data, item.Until, item.Basis]);
    }

    private void Rights()
    {
        Section("SectionRights");
        _report.KeyValues(rows =>
        {
            foreach (var right in (ReadOnlySpan<string>)["RightAccess", "RightCorrect", "RightDestroy", "RightWithdraw", "RightComplain"])
            {
                rows.Row(Text(right), Text(right + "How"));
            }
        });
        var issuer = _model.Issuer;
        _report.Heading(Text("WhereToWrite"), level: 2);
        _report.KeyValues(rows =>
            rows.Row(Text("ContactPost"), Cell.Of(issuer.Name, issuer.PostalAddress))
                .RowIfAny(Text("ContactEmail"), issuer.Email)
                .RowIfAny(Text("ContactPhone"), issuer.Phone)
                .RowIfAny(Text("ResponsiblePerson"), issuer.ResponsiblePerson));
    }

    private void Ledger()
    {
        var ledger = _model.Ledger;
        Section("SectionLedger");
        var payload = string.Create(CultureInfo.InvariantCulture, $"ComplianceConsole ledger\n{ledger.Entries}\n{ledger.Root}\n{ledger.At}");
        _report
            .Paragraph(Text("LedgerIntroduction"))
            .Qr(
                payload,
                Text("LedgerCode"),
                new CellLine(Text("LedgerEntries"), Tone.Muted),
                _words.Number(ledger.Entries),
                new CellLine(Text("LedgerRoot"), Tone.Muted),
                ledger.Root,
                new CellLine(Text("LedgerTime"), Tone.Muted),
                _words.Moment(ledger.At));
    }

    private void Signature()
    {
        Section("SectionSignature");
        _report
            .Paragraph(Text("Unsigned"), Tone.Notice)
            .SignatureLine(Text("ResponsiblePerson"), _model.Issuer.ResponsiblePerson, Text("SignatureCaption"));
    }

    private void Section(string key) =>
        _report.Heading(string.Create(CultureInfo.InvariantCulture, $"{++_section}. {Text(key)}"));

    private void Table<T>(string emptyKey, IReadOnlyCollection<T> items, Action<TableBuilder> columns, Func<T, ImmutableArray<Cell>> row)
    {
        if (items.Count == 0)
        {
            _report.Paragraph(Text(emptyKey));
            return;
        }

        _report.Table(table =>
        {
            columns(table);
            table.Rows(items, row);
        });
    }

    private string Text(string key) => _words[key];
}
