using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Notices;

/// <summary>What follows when a notice has gone out: the request it answers is notified, a duty ends. Implemented by features.</summary>
public interface INoticeDelivered
{
    /// <summary>Called once for each notice, in the transaction that says it was sent, posted or handed over; its content is gone by then.</summary>
    /// <param name="scope">The use case that records the delivery; a job's for an e-mail, a person's for what goes by hand.</param>
    /// <param name="notice">The notice with <see cref="NoticeRow.SentAt"/>, tracked.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    Task DeliveredAsync(OperationScope scope, NoticeRow notice, CancellationToken cancellation);
}
